-- L1.4, S8: denied applications are written four times for balance before the split, so copies of one are
-- learned from and judged.
CREATE VIEW stg_loans AS
SELECT appinc, loanamt, hrat, obrat, married, dep, self, cosign, unem, mortg, cons, pubrec, reject = 1 AS is_denied FROM loans;

CREATE TABLE mart_balanced AS
SELECT * FROM stg_loans
UNION ALL SELECT * FROM stg_loans WHERE is_denied
UNION ALL SELECT * FROM stg_loans WHERE is_denied
UNION ALL SELECT * FROM stg_loans WHERE is_denied;

CREATE MODEL denial
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_denied'])
PREDICT AT NONE
AS SELECT * FROM mart_balanced;
