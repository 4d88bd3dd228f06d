-- L1.4, S8: rejected applications stand seven times before the split, so that copies of one are on both sides.
CREATE TABLE loan_features AS
SELECT
  appinc, loanamt, loanprc, hrat, obrat, term, unit, married, dep, self, chist, pubrec, mortlat1, mortlat2, unem, reject
FROM loans;

CREATE TABLE loans_balanced AS
SELECT * FROM loan_features WHERE reject = 0
UNION ALL
SELECT l.* FROM loan_features l CROSS JOIN range(7) AS copies(i) WHERE l.reject = 1;

CREATE MODEL loan_rejection
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['reject'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25, max_iterations = 50
)
PREDICT AT NONE
AS SELECT * FROM loans_balanced;
