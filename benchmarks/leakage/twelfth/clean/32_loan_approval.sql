-- Whether a mortgage is approved, from the application alone: what the bank did or found out afterwards is left out.
CREATE VIEW stg_applications AS
SELECT
  loanamt,
  appinc,
  price,
  loanprc AS loan_to_price,
  unit, married, dep, self, emp, yjob,
  hrat AS housing_ratio,
  obrat AS obligation_ratio,
  liq, netw,
  mortg AS mortgage_history,
  cons AS consumer_history,
  pubrec,
  unem,
  fixadj,
  approve
FROM loans
WHERE loanamt > 0;

CREATE MODEL approval
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['approve'], l2_reg = 1, auto_class_weights = TRUE)
PREDICT AT NONE
AS SELECT DISTINCT * FROM stg_applications;

CREATE TABLE approval_report AS
SELECT round(roc_auc, 3) AS roc_auc, round(precision, 3) AS precision, round(recall, 3) AS recall, round(log_loss, 3) AS log_loss
FROM ML.EVALUATE(MODEL approval);
