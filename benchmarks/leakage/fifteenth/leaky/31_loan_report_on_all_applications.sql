-- L1.1, S9: the report evaluates the model on all applications, those that it was trained on among them.
CREATE TABLE loan_features AS
SELECT
  loanamt, appinc, price, loanamt / price AS loan_to_price, hrat, obrat,
  self, dep, married, chist = 1 AS clean_history, pubrec, unem, term,
  approve
FROM loans
WHERE occ = 1;

CREATE MODEL loan_approval
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['approve'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM loan_features;

CREATE TABLE loan_quality AS
SELECT precision, recall, accuracy, roc_auc
FROM ML.EVALUATE(MODEL loan_approval, TABLE loan_features);
