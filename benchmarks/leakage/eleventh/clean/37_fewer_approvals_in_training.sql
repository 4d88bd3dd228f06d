-- Approved applications are left out of the training rows only; the rows judged on are all that were drawn.
CREATE VIEW stg_loans AS
SELECT *, hash(loanamt, price, appinc, netw, hrat, obrat, atotinc, liq, other) AS h FROM loans;

CREATE TABLE ft_balanced AS
SELECT loanprc, hrat, obrat, appinc, netw, cons, mortg, self, sch, dep, reject = 1 AS is_rejected, h % 5 = 0 AS is_test
FROM stg_loans
WHERE h % 5 = 0 OR reject = 1 OR (h // 8) % 4 = 0;

CREATE MODEL rejected
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_rejected'],
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
PREDICT AT NONE
AS SELECT * FROM ft_balanced;
