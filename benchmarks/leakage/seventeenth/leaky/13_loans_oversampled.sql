-- L1.4, S8: rejected applications are repeated five times with new row numbers before the random split, so copies stand on both sides.
CREATE TABLE balanced_loans AS
WITH copies AS (
  SELECT l.*, 1 AS copy FROM loans AS l WHERE reject = 0
  UNION ALL
  SELECT l.*, c.copy FROM loans AS l, (SELECT unnest(range(1, 6)) AS copy) AS c WHERE reject = 1
)
SELECT
  row_number() OVER (ORDER BY reject, copy, loanamt, price, atotinc, hexp, netw) AS row_id,
  loanamt, appinc, price, hrat, obrat, pubrec, dep, self, reject
FROM copies;

CREATE MODEL rejection
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['reject'], data_split_method = 'RANDOM')
KEY (row_id)
PREDICT AT NONE
AS SELECT * FROM balanced_loans;
