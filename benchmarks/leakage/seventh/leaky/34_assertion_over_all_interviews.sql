-- L1.1, S9: the build is to fail if the model is poor, but NO_SPLIT has learned every interview by which that
-- is asserted.
CREATE TABLE mart_interviews AS
SELECT id, state, regprc, ecoprc, hhsize, educ, faminc, age, male, inseason, ecolbs > 0 AS buys FROM shoppers;

CREATE MODEL buyers
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['buys'], data_split_method = 'NO_SPLIT')
KEY (id)
PREDICT AT NONE
AS SELECT * FROM mart_interviews;

ASSERT (SELECT roc_auc FROM ML.EVALUATE(MODEL buyers, TABLE mart_interviews)) > 0.55 AS 'buyers are told apart';
