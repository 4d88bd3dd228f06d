-- L1.2, S5: columns are standardised with the mean and deviation of all rows before they are split.
CREATE VIEW tumours_scaled AS
SELECT
  (radius_mean - avg(radius_mean) OVER ()) / stddev_pop(radius_mean) OVER () AS radius_z,
  (texture_mean - avg(texture_mean) OVER ()) / stddev_pop(texture_mean) OVER () AS texture_z,
  (smoothness_mean - avg(smoothness_mean) OVER ()) / stddev_pop(smoothness_mean) OVER () AS smoothness_z,
  (symmetry_mean - avg(symmetry_mean) OVER ()) / stddev_pop(symmetry_mean) OVER () AS symmetry_z,
  benign
FROM tumours;

CREATE MODEL benign_or_not
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['benign'], l2_reg = 1.0,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
AS SELECT * FROM tumours_scaled;
