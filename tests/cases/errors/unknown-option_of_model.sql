CREATE MODEL m
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_bgi'], learn_rat = 0.1)
PREDICT AT NONE
AS SELECT * FROM customers;
