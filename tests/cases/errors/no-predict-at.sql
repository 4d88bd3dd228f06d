CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_big']) AS SELECT * FROM customers;
