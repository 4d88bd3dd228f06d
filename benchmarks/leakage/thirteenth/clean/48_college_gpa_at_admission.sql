-- Grades at college from what the application says; hours and the like, which come later, are left out.
CREATE MODEL college_gpa
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['colgpa'], data_split_eval_fraction = 0.25)
TRANSFORM (
  ML.STANDARD_SCALER(sat) OVER () AS sat,
  ML.STANDARD_SCALER(verbmath) OVER () AS verbmath,
  ML.QUANTILE_BUCKETIZE(hsperc, 5) OVER () AS hsperc_band,
  hsize, hsrank, athlete, female, colgpa
)
PREDICT AT NONE
AS SELECT sat, verbmath, hsize, hsrank, hsperc, athlete, female, colgpa FROM collegians;
