-- Those who return to prison count three times, but through a weight of their single row: nobody is in the table
-- twice.
CREATE VIEW stg_convicts AS
SELECT black, alcohol, drugs, "super", married, felon, workprg, property, person, priors, educ, rules, age, tserved,
  cens = 0 AS returns
FROM convicts;

CREATE TABLE balanced_convicts AS
SELECT c.*, copies.weight
FROM stg_convicts AS c
JOIN (VALUES (TRUE, 3.0), (FALSE, 1.0)) AS copies(returns, weight) ON copies.returns = c.returns;

CREATE MODEL recidivism
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['returns'], data_split_method = 'RANDOM',
  instance_weight_col = 'weight',
  max_tree_depth = 4
)
PREDICT AT NONE
STANDARDS (roc_auc >= 0.55, roc_auc >= baseline + 0.02)
AS SELECT * FROM balanced_convicts;
