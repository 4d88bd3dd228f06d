-- The status of the file is made of what was in it, credit reports and unverified statements, not of the action
-- that the answer is computed from.
-- (Corrected: typur, to whom a granted loan was sold, is left out; others wrote it down as a leak, decision 0067.)
CREATE VIEW stg_files AS
SELECT *,
  CASE WHEN unver = 1 THEN 'open points' WHEN rep > 2 THEN 'many reports' ELSE 'plain' END AS file_status
FROM loans;

CREATE TABLE applications AS
SELECT loanamt, price, loanprc, hrat, obrat, married, dep, self, atotinc + cototinc AS income, liq, cosign,
  pubrec, mortno, chist, multi, file_status, action IN (1, 2) AS granted
FROM stg_files;

CREATE MODEL granted_loans
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['granted'], auto_class_weights = TRUE)
PREDICT AT NONE
AS SELECT * FROM applications;

CREATE TABLE files_by_status AS
SELECT file_status, count(*) AS files, avg(obrat) AS obligations FROM stg_files GROUP BY file_status;
