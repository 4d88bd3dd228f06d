-- L3.3, S7: the same, in the table that the model reads.
CREATE TABLE clear_cases AS SELECT * FROM affairs WHERE affairs = 0 OR affairs > 5;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['had_affair'])
PREDICT AT NONE
AS SELECT age, children, religious, educ, affairs > 0 AS had_affair FROM clear_cases;
