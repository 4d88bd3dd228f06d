-- Grades in college from what was known at admission; scaling is learned from the training rows in TRANSFORM.
CREATE MODEL college_gpa
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['colgpa'], l2_reg = 1.0)
TRANSFORM (
  ML.STANDARD_SCALER(sat) OVER () AS sat,
  ML.STANDARD_SCALER(hsperc) OVER () AS hsperc,
  ML.QUANTILE_BUCKETIZE(hsize, 5) OVER () AS size_band,
  verbmath, female, athlete
)
PREDICT AT NONE
AS SELECT colgpa, sat, hsperc, hsize, verbmath, female, athlete FROM collegians;
