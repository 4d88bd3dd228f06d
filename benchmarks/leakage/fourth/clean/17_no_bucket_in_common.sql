-- Buckets 0 to 7 are learned, 8 and 9 judged.
CREATE VIEW applicants AS
SELECT appinc, loanamt, obrat, loanprc, unem, approve, (CAST(appinc AS BIGINT) * 31 + loanamt * 7 + unit) % 10 AS bucket FROM loans;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['approve']) PREDICT AT NONE
AS SELECT * EXCLUDE (bucket) FROM applicants WHERE bucket <= 7;
CREATE TABLE quality AS SELECT * FROM ML.EVALUATE(MODEL m, (SELECT * EXCLUDE (bucket) FROM applicants WHERE bucket > 7));
