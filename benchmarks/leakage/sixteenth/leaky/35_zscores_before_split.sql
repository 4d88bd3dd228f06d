-- L1.2, S5: income, price and age are standardised with the mean and deviation of all rows, test rows included.
CREATE VIEW smokers_scaled AS
SELECT
  (age - avg(age) OVER ()) / stddev_pop(age) OVER () AS age_z,
  (income - avg(income) OVER ()) / stddev_pop(income) OVER () AS income_z,
  (cigpric - avg(cigpric) OVER ()) / stddev_pop(cigpric) OVER () AS price_z,
  educ, white, restaurn,
  cigs > 0 AS smokes
FROM smokers;

CREATE MODEL smoking
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['smokes'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.25)
PREDICT AT NONE
AS SELECT * FROM smokers_scaled;
