-- The vote in 1996 from a survey; scaling and encoding are learned from training rows. The one repeated answer counts once.
CREATE MODEL vote_for_dole
TRANSFORM (
  ML.STANDARD_SCALER(age) OVER () AS age,
  ML.STANDARD_SCALER(income) OVER () AS income,
  ML.ONE_HOT_ENCODER(educ) OVER () AS educ,
  ML.ONE_HOT_ENCODER(party) OVER () AS party,
  ln(popul + 1) AS log_population,
  selfLR - ClinLR AS distance_to_clinton,
  TVnews,
  vote
)
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['vote'], l2_reg = 1.0,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
PREDICT AT NONE
AS
SELECT DISTINCT
  age, income, educ, popul, selfLR, ClinLR, TVnews,
  CASE WHEN PID <= 1 THEN 'democrat' WHEN PID >= 5 THEN 'republican' ELSE 'between' END AS party,
  vote
FROM voters;
