-- L1.2, S5: mean and deviation of income, age and family size are taken over all rows, before the split.
CREATE TABLE savers_scaled AS
SELECT
  e401k, marr, male,
  (inc - avg(inc) OVER ()) / stddev(inc) OVER () AS inc_z,
  (age - avg(age) OVER ()) / stddev(age) OVER () AS age_z,
  (fsize - avg(fsize) OVER ()) / stddev(fsize) OVER () AS fsize_z,
  nettfa
FROM savers;

CREATE MODEL net_assets
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['nettfa'], l2_reg = 0.1,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM savers_scaled;
