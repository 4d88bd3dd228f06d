-- NO_SPLIT learns every row that it is given, and is given four in five; the assertion is about the fifth.
CREATE TABLE mart_interviews AS
SELECT id, state, regprc, ecoprc, hhsize, educ, faminc, age, male, inseason, ecolbs > 0 AS buys FROM shoppers;

CREATE TABLE mart_learning AS SELECT * FROM mart_interviews WHERE hash(id) % 5 <> 0;

CREATE MODEL buyers
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['buys'], data_split_method = 'NO_SPLIT')
KEY (id)
PREDICT AT NONE
AS SELECT * FROM mart_learning;

ASSERT (SELECT roc_auc FROM ML.EVALUATE(MODEL buyers, (SELECT * FROM mart_interviews WHERE hash(id) % 5 = 0))) > 0.55
AS 'buyers are told apart';
