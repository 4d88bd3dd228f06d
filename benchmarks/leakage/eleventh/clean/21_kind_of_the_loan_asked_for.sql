-- The kind of the loan is read from what was asked for: how long, and what for.
CREATE VIEW stg_applications AS
SELECT *,
  CASE WHEN term <= 180 THEN 'short' WHEN term < 360 THEN 'middle' ELSE 'long' END || ', purchase ' || typur AS loan_kind
FROM loans;

CREATE TABLE mart_applications AS
SELECT loanamt, appinc, price, hrat, obrat, cons, mortg, term, self, dep, loan_kind, action = 3 AS is_denied
FROM stg_applications;

CREATE MODEL denied
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_denied'], auto_class_weights = TRUE)
PREDICT AT NONE
AS SELECT * FROM mart_applications;
