-- Grades at college from what was known at admission.
CREATE MODEL college_grades
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['colgpa'], data_split_method = 'RANDOM')
TRANSFORM (
  ML.QUANTILE_BUCKETIZE(sat, 5) OVER () AS sat_band,
  ML.STANDARD_SCALER(sat) OVER () AS sat,
  ML.STANDARD_SCALER(hsperc) OVER () AS hsperc,
  ln(hsize) AS log_hsize, female, athlete
)
PREDICT AT NONE
AS SELECT sat, hsperc, hsize, female, athlete, colgpa FROM collegians;
