-- L1.4, S8: Rejected applications are copied five times before the random split, so copies of one application fall on both sides.
CREATE VIEW balanced_applications AS
SELECT row_number() OVER (ORDER BY loanamt, price, hexp, liq, netw, copy_no) AS row_id, *
FROM (
  SELECT loanamt, price, appinc, hexp, liq, netw, hrat, obrat, loanprc, dep, married, pubrec, chist, reject, 0 AS copy_no
  FROM loans
  UNION ALL
  SELECT loanamt, price, appinc, hexp, liq, netw, hrat, obrat, loanprc, dep, married, pubrec, chist, reject, n AS copy_no
  FROM loans CROSS JOIN range(1, 6) AS copies(n)
  WHERE reject = 1
);

CREATE MODEL rejection_balanced
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['reject'], data_split_method = 'RANDOM')
KEY (row_id)
PREDICT AT NONE
AS SELECT * EXCLUDE (copy_no) FROM balanced_applications;
