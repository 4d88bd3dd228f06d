CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_big']) PREDICT AT NONE
STANDARDS (roc_acu >= 0.6, r2_score >= 0.1)
AS SELECT * FROM customers;
