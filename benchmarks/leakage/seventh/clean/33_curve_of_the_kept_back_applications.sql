-- An ordinary project: curve and figures without a table are those of the rows that were kept back.
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

CREATE TABLE rpt_roc AS SELECT threshold, recall, false_positive_rate FROM ML.ROC_CURVE(MODEL approval);
CREATE TABLE rpt_figures AS SELECT precision, recall, roc_auc FROM ML.EVALUATE(MODEL approval);

ASSERT (SELECT count(*) FROM mart_applications) > 1000 AS 'a normal load';
