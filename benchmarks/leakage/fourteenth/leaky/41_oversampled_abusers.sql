-- L1.4, S8: the rare class is repeated eight times before the random split, so copies of a person are trained on and judged on.
CREATE VIEW abusers_repeated AS
SELECT age, educ, married, famsize, white, beertax, cigtax, ethanol, unemrate, mothalc, fathalc, abuse, 1 AS copy
FROM drinkers WHERE abuse = 0
UNION ALL
SELECT age, educ, married, famsize, white, beertax, cigtax, ethanol, unemrate, mothalc, fathalc, abuse, i AS copy
FROM drinkers CROSS JOIN range(1, 9) AS copies(i) WHERE abuse = 1;

CREATE TABLE balanced_drinkers AS
SELECT row_number() OVER (ORDER BY age, educ, famsize, ethanol, cigtax, copy) AS row_id, * EXCLUDE (copy)
FROM abusers_repeated;

CREATE MODEL alcohol_abuse
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['abuse'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
KEY (row_id)
PREDICT AT NONE
AS SELECT * FROM balanced_drinkers;
