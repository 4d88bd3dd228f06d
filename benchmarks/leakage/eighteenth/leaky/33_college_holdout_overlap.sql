-- L1.1, S9: the held-out rows (every fifth id) were never taken out of the rows that train.
CREATE TABLE holdout AS
SELECT id, female, phsrank, jc, univ, exper, black, hispanic, stotal, lwage
FROM leavers
WHERE CAST(id AS INTEGER) % 5 = 0;

CREATE MODEL college_pay
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'], max_iterations = 200, data_split_method = 'NO_SPLIT')
KEY (id)
PREDICT AT NONE
AS SELECT id, female, phsrank, jc, univ, exper, black, hispanic, stotal, lwage FROM leavers;

CREATE TABLE college_pay_score AS
SELECT mean_absolute_error, r2_score FROM ML.EVALUATE(MODEL college_pay, TABLE holdout);
