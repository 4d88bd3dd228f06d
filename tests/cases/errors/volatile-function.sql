CREATE VIEW v AS
SELECT *, now() - last_at AS age, random() AS r FROM customers;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_big']) PREDICT AT NONE AS SELECT * FROM v;
