-- An ordinary project: each application once, and the option weighs the classes.
CREATE VIEW stg_loans AS
SELECT appinc, loanamt, hrat, obrat, married, dep, self, cosign, unem, mortg, cons, pubrec, reject = 1 AS is_denied FROM loans;

CREATE TABLE mart_applications (*, loanamt NOT NULL, is_denied NOT NULL) AS SELECT * FROM stg_loans WHERE obrat > 0;

CREATE MODEL denial
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_denied'], auto_class_weights = TRUE)
PREDICT AT NONE
STANDARDS (roc_auc >= 0.55, roc_auc >= baseline + 0.02)
AS SELECT * FROM mart_applications;
