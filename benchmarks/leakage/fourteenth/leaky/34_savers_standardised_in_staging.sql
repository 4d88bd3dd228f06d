-- L1.2, S5: mean and standard deviation are those of all rows, also of the rows that the model is judged on.
CREATE VIEW savers_scaled AS
SELECT
  (inc - avg(inc) OVER ()) / stddev(inc) OVER () AS inc_z,
  (age - avg(age) OVER ()) / stddev(age) OVER () AS age_z,
  (fsize - avg(fsize) OVER ()) / stddev(fsize) OVER () AS fsize_z,
  marr, male, e401k
FROM savers;

CREATE MODEL eligible
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['e401k'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM savers_scaled;
