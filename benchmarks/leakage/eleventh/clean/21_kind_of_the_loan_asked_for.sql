-- The kind of the loan is read from what was asked for: fixed or not, with whom, and how long.
CREATE VIEW stg_applications AS
SELECT *, CASE WHEN fixadj = 1 AND term >= 360 THEN 'long and fixed' WHEN fixadj = 1 THEN 'fixed' ELSE 'other' END AS loan_kind
FROM loans;

CREATE TABLE mart_applications AS
SELECT loanamt, appinc, price, hrat, obrat, cons, mortg, term, self, dep, loan_kind, action = 3 AS is_denied
FROM stg_applications;

CREATE MODEL denied
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_denied'], auto_class_weights = TRUE)
PREDICT AT NONE
AS SELECT * FROM mart_applications;
