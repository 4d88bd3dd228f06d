-- L1.2, S5 or S4: radius and texture are standardised by windows over all tumours before the split.
CREATE TABLE int_tumours AS
SELECT
  (radius_mean - avg(radius_mean) OVER ()) / stddev_pop(radius_mean) OVER () AS radius,
  (texture_mean - avg(texture_mean) OVER ()) / stddev_pop(texture_mean) OVER () AS texture,
  smoothness_mean AS smoothness, symmetry_mean AS symmetry, benign
FROM tumours;

CREATE MODEL is_benign
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
PREDICT AT NONE
AS SELECT * FROM int_tumours;
