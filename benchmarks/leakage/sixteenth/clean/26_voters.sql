-- The vote from party, views and person of the asked.
CREATE MODEL votes_republican
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['vote'])
TRANSFORM (
  ln(popul + 1) AS log_popul, TVnews, selfLR, PID, age, income,
  ML.BUCKETIZE(educ, [3, 5]) AS schooling,
  vote
)
PREDICT AT NONE
AS SELECT popul, TVnews, selfLR, PID, age, educ, income, vote FROM voters;
