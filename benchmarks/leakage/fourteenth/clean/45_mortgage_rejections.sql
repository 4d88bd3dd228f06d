-- Whether an application for a mortgage is rejected, from the form that the applicant fills in and the credit bureau.
CREATE VIEW applications AS
SELECT
  loanamt, price, appinc, atotinc, cototinc, hexp, other, liq, netw,
  loanamt / nullif(price, 0) AS loan_to_value,
  hrat, obrat, married, dep, self, cons, pubrec, mortlat1, mortlat2, unem,
  multi, fixadj, prop, reject
FROM loans
WHERE netw IS NOT NULL;

CREATE MODEL rejection
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['reject'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25,
  max_iterations = 80, min_rel_progress = 0.001, auto_class_weights = TRUE
)
PREDICT AT NONE
AS SELECT * FROM applications;

CREATE TABLE rejection_importance AS
SELECT * FROM ML.FEATURE_IMPORTANCE(MODEL rejection);
