-- The vote of 1996 from what the voter says of himself; ages in bands, income in quantiles of the training rows.
CREATE MODEL votes_dole
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['votes_dole'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2, l2_reg = 1.0
)
TRANSFORM (
  selfLR,
  party,
  TVnews,
  educ,
  ML.QUANTILE_BUCKETIZE(income, 4) OVER () AS income_band,
  CASE WHEN age < 30 THEN 'under 30' WHEN age < 50 THEN '30 to 49' WHEN age < 65 THEN '50 to 64' ELSE '65 and over' END AS age_band,
  ln(popul + 1) AS log_popul
)
PREDICT AT NONE
AS
SELECT
  popul,
  TVnews,
  selfLR,
  CASE WHEN PID <= 2 THEN 'democrat' WHEN PID <= 4 THEN 'independent' ELSE 'republican' END AS party,
  age,
  educ,
  income,
  vote = 1 AS votes_dole
FROM voters;
