-- Survey of 1996, one row per person (an entry that is there twice is taken once).
CREATE TABLE respondents AS
SELECT DISTINCT * FROM voters;

CREATE MODEL votes_dole
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['vote'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.25)
TRANSFORM (
  ML.STANDARD_SCALER(age) OVER () AS age,
  ML.STANDARD_SCALER(income) OVER () AS income,
  CAST(PID AS VARCHAR) AS party, selfLR, TVnews, educ, popul > 500 AS large_city, vote
)
PREDICT AT NONE
AS SELECT age, income, PID, selfLR, TVnews, educ, popul, vote FROM respondents;
