-- Approval from what stands in the application; the decision, its other codes and what the bank adds later stay out.
CREATE VIEW applications AS
SELECT
  loanamt, appinc, price, loanprc, hrat, obrat, term,
  coalesce(self, 0) AS self, coalesce(dep, 0) AS dep, married = 1 AS is_married,
  chist, pubrec, multi, unem,
  approve
FROM loans
WHERE occ = 1;

CREATE MODEL loan_approval
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['approve'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2, auto_class_weights = TRUE
)
PREDICT AT NONE
STANDARDS (roc_auc >= 0.65)
AS SELECT * FROM applications;

CREATE TABLE loan_report AS SELECT precision, recall, roc_auc FROM ML.EVALUATE(MODEL loan_approval);
CREATE TABLE loan_curve AS SELECT threshold, recall, false_positive_rate FROM ML.ROC_CURVE(MODEL loan_approval);
