-- L1.2, S5: the bounds of the bands and the scales are learned in the view, from all students.
CREATE VIEW collegian_bands AS
SELECT
  ML.QUANTILE_BUCKETIZE(sat, 10) OVER () AS sat_band,
  ML.MIN_MAX_SCALER(hsperc) OVER () AS rank_scaled,
  ML.STANDARD_SCALER(hsize) OVER () AS class_size_scaled,
  female, athlete, black, colgpa
FROM collegians;

CREATE MODEL college_gpa
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['colgpa'], l2_reg = 0.5)
PREDICT AT NONE
AS SELECT * FROM collegian_bands;
