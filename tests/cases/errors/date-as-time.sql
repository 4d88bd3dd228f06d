CREATE MODEL m
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_big'])
PREDICT AT CAST(last_at AS DATE)
AS SELECT * FROM customers;
