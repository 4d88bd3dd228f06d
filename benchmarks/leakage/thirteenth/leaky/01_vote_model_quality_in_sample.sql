-- L1.1, S9: trained on every row (NO_SPLIT), and the quality table evaluates on the same voters.
CREATE MODEL vote_model
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['vote'], data_split_method = 'NO_SPLIT')
PREDICT AT NONE
AS
SELECT popul, TVnews, selfLR, PID, age, educ, income, vote
FROM voters;

CREATE TABLE vote_model_quality
OPTIONS (description = 'figures for the dashboard', tags = ['reporting'])
AS
SELECT 'vote_model' AS model_name, accuracy, precision, recall, roc_auc
FROM ML.EVALUATE(MODEL vote_model, (
  SELECT popul, TVnews, selfLR, PID, age, educ, income, vote FROM voters
));
