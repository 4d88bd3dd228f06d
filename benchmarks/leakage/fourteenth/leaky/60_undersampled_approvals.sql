-- L3.3, S7: approved applications are thinned to as many as were rejected before the split, so the test has half rejections instead of an eighth.
CREATE VIEW numbered_loans AS
SELECT *, row_number() OVER (PARTITION BY reject ORDER BY hash(loanamt, appinc, price, hrat, netw)) AS n_in_class
FROM loans;

CREATE TABLE balanced_loans AS
SELECT loanamt, price, appinc, atotinc, hrat, obrat, liq, netw, married, dep, self, cons, pubrec, unem, reject
FROM numbered_loans
WHERE reject = 1 OR n_in_class <= (SELECT count(*) FROM loans WHERE reject = 1);

CREATE MODEL rejection
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['reject'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
PREDICT AT NONE
AS SELECT * FROM balanced_loans;
