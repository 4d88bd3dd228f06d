-- L1.1, S9: the curve that is shown to the bank is of the table from which the model has learned four fifths.
CREATE VIEW stg_loans AS
SELECT appinc, loanamt, hrat, obrat, married, dep, self, cosign, unem, mortg, cons, pubrec, approve FROM loans;

CREATE TABLE mart_applications AS
SELECT * EXCLUDE (approve), loanamt / nullif(appinc, 0) AS loan_to_income, approve = 1 AS is_approved FROM stg_loans;

CREATE MODEL approval
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_approved'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM mart_applications;

CREATE TABLE rpt_roc AS
SELECT threshold, recall, false_positive_rate FROM ML.ROC_CURVE(MODEL approval, TABLE mart_applications);
