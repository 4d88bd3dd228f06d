-- L1.4, S8: refused applications are repeated five times before the random split, so copies of one application train and judge.
CREATE TABLE applications AS
SELECT row_number() OVER (ORDER BY loanamt, atotinc, hexp, price, liq, apr, netw) AS application, reject, loanamt, appinc, obrat, hrat, loanprc, chist, pubrec, mortno, dep, self, married
FROM loans;

CREATE TABLE balanced AS
SELECT *, 0 AS copy FROM applications WHERE reject = 0
UNION ALL
SELECT a.*, c.range AS copy FROM applications a CROSS JOIN range(5) c WHERE a.reject = 1;

CREATE MODEL refusal
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['reject'], data_split_method = 'RANDOM')
KEY (application, copy)
PREDICT AT NONE
AS SELECT * FROM balanced;
