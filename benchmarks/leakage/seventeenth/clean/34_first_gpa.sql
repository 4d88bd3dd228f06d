-- Grades at college from tests and rank at school; bands and scales are learned in TRANSFORM from the training rows.
CREATE MODEL gpa
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['colgpa'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.25)
TRANSFORM (
  ML.QUANTILE_BUCKETIZE(sat, 8) OVER () AS sat_band,
  ML.STANDARD_SCALER(hsperc) OVER () AS hsperc,
  hsize, verbmath, female, athlete, black, colgpa
)
PREDICT AT NONE
AS SELECT sat, hsperc, hsize, verbmath, female, athlete, black, colgpa FROM collegians;
