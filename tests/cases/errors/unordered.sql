CREATE VIEW v AS SELECT *, row_number() OVER () AS n FROM customers LIMIT 10;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_big']) PREDICT AT NONE AS SELECT * FROM v;
