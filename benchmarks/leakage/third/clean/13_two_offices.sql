-- Two offices in one table, each row once.
CREATE TABLE all_offices AS
SELECT 'suffolk' AS office, appinc, obrat, approve FROM loans WHERE suffolk = 1
UNION ALL BY NAME
SELECT 'elsewhere' AS office, appinc, obrat, approve FROM loans WHERE suffolk <> 1;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['approve']) PREDICT AT NONE AS SELECT * FROM all_offices;
