-- L1.4, S8: two exports are stacked, each with its name; they are the same rows.
CREATE VIEW export_a AS SELECT 'a' AS export, * FROM benefits;
CREATE VIEW export_b AS SELECT 'b' AS export, * FROM benefits;
CREATE TABLE stacked AS SELECT * FROM export_a UNION ALL SELECT * FROM export_b;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['pension']) PREDICT AT NONE AS SELECT age, educ, tenure, pension FROM stacked;
