-- An ordinary project: what an applicant writes into the form, and ratios of it.
-- (Corrected: typur, to whom a granted loan was sold, is left out; others wrote it down as a leak, decision 0067.)
CREATE VIEW stg_applications AS
SELECT appinc AS income, loanamt AS amount, obrat AS obligations, unit AS n_units,
  married, dep AS n_dependents, self AS self_employed, unem AS unemployment, approve
FROM loans;

CREATE TABLE mart_applications AS
SELECT * EXCLUDE (approve), amount / nullif(income, 0) AS amount_to_income, approve = 1 AS is_approved
FROM stg_applications;

CREATE MODEL approval
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_approved'])
PREDICT AT NONE
STANDARDS (roc_auc >= baseline + 0.02)
AS SELECT * FROM mart_applications;

CREATE TABLE rpt_decisions AS
SELECT n_units, count(*) AS n, avg(CAST(is_approved AS INTEGER)) AS share_approved,
  rank() OVER (ORDER BY count(*) DESC) AS place
FROM mart_applications GROUP BY n_units;
