-- Rejections by boosted trees: staging view (an application that stands twice is dropped), feature table, model and a table of scores.
CREATE VIEW stg_loans AS
SELECT DISTINCT
  loanamt, price, atotinc + cototinc AS income, hexp, other AS other_debt, liq, obrat, hrat, married, dep, self, unem,
  NULLIF(emp, 999) AS emp, chist, pubrec, cosign, reject = 1 AS is_rejected
FROM loans;

CREATE TABLE loan_features (*, application_id PRIMARY KEY) AS
SELECT row_number() OVER (ORDER BY income, loanamt, price, hexp, other_debt, liq, obrat, hrat) AS application_id, *,
  loanamt / NULLIF(price, 0) AS loan_to_price, loanamt * 1000 / NULLIF(income * 12, 0) AS loan_to_income
FROM stg_loans;

CREATE MODEL rejection
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_rejected'], auto_class_weights = TRUE, max_tree_depth = 4)
KEY (application_id)
PREDICT AT NONE
AS SELECT * FROM loan_features;

CREATE TABLE rejection_scores AS
SELECT application_id, income, loanamt, ML.PROBABILITY(predicted_is_rejected_probs, TRUE) AS p_rejected
FROM ML.PREDICT(MODEL rejection, TABLE loan_features);
