-- L3.3, S7: approved loans are thinned to one in five before the split, so the model is judged on a mix that does not exist.
CREATE TABLE balanced_loans AS
SELECT *
FROM (
  SELECT *, row_number() OVER (PARTITION BY reject ORDER BY hash(loanamt, appinc, price, msa, netw)) AS n
  FROM loans
)
WHERE reject = 1 OR n % 5 = 0;

CREATE MODEL refusal
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['reject'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.2)
PREDICT AT NONE
AS
SELECT loanamt, appinc, price, hrat, obrat, chist, pubrec, self, multi, unem, loanprc, reject
FROM balanced_loans;
