-- L2, S2 or S1: the status is overwritten when the application is decided: 3 is denied, 1 and 2 are not. It stays
-- in the mart as one number among others.
CREATE VIEW stg_applications AS
SELECT action AS status_code, appinc AS income, loanamt AS amount, obrat AS obligations, typur AS purpose, unit AS n_units,
  married, dep AS n_dependents, self AS self_employed, unem AS unemployment, approve
FROM loans;

CREATE TABLE mart_applications AS
SELECT * EXCLUDE (approve), amount / nullif(income, 0) AS amount_to_income, approve = 1 AS is_approved
FROM stg_applications;

CREATE MODEL approval
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_approved'])
PREDICT AT NONE
AS SELECT * FROM mart_applications;
