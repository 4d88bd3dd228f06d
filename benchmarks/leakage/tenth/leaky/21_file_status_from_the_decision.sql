-- L2, S1: the status of the file is read off the action that the bank took, which is also what the answer is
-- computed from.
CREATE VIEW stg_files AS
SELECT *,
  CASE action WHEN 1 THEN 'closed' WHEN 2 THEN 'lapsed' ELSE 'archived' END AS file_status
FROM loans;

CREATE TABLE applications AS
SELECT loanamt, price, loanprc, hrat, obrat, married, dep, self, atotinc + cototinc AS income, liq, typur, cosign,
  pubrec, mortno, chist, multi, file_status, action IN (1, 2) AS granted
FROM stg_files;

CREATE MODEL granted_loans
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['granted'], auto_class_weights = TRUE)
PREDICT AT NONE
AS SELECT * FROM applications;

CREATE TABLE files_by_status AS
SELECT file_status, count(*) AS files, avg(obrat) AS obligations FROM stg_files GROUP BY file_status;
