-- L1.4, S8: the weight is written out as rows.
CREATE TABLE repeated AS SELECT age, educ, religious, affairs > 0 AS had_affair, unnest(range(3)) AS copy FROM affairs;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['had_affair'])
PREDICT AT NONE AS SELECT * EXCLUDE (copy) FROM repeated;
