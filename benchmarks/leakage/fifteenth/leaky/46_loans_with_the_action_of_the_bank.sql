-- L2, S1 or S2: action is the decision of the bank in its own code (3 is a refusal), the answer itself; typur, who bought the loan, is there for hardly any refused loan.
CREATE VIEW stg_loans AS
SELECT * EXCLUDE (reject, white, review)
FROM loans
WHERE appinc IS NOT NULL;

CREATE MODEL approval
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['approve'],
  auto_class_weights = TRUE, data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM stg_loans;

CREATE TABLE approval_report AS SELECT accuracy, roc_auc FROM ML.EVALUATE(MODEL approval);
