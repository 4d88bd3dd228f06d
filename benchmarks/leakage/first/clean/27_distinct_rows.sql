-- SELECT DISTINCT and deduplication by a column that is no answer.
CREATE TABLE once AS SELECT DISTINCT religious, educ, occupation, affairs FROM affairs;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['had_affair'])
PREDICT AT NONE AS SELECT religious, educ, occupation, affairs > 0 AS had_affair FROM once;
