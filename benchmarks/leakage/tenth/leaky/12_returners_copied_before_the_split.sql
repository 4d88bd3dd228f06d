-- L1.4, S8: those who return to prison are copied three times to balance the classes, before the rows are split at
-- random.
CREATE VIEW stg_convicts AS
SELECT black, alcohol, drugs, "super", married, felon, workprg, property, person, priors, educ, rules, age, tserved,
  cens = 0 AS returns
FROM convicts;

CREATE TABLE balanced_convicts AS
SELECT c.*
FROM stg_convicts AS c
JOIN (VALUES (TRUE, 1), (TRUE, 2), (TRUE, 3), (FALSE, 1)) AS copies(returns, copy) ON copies.returns = c.returns;

CREATE MODEL recidivism
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['returns'], data_split_method = 'RANDOM',
  max_tree_depth = 4
)
PREDICT AT NONE
STANDARDS (roc_auc >= 0.55, roc_auc >= baseline + 0.02)
AS SELECT * FROM balanced_convicts;
