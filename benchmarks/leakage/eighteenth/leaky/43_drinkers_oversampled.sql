-- L1.4, S8: the rare class is copied eight times before the random split, with a key of its own for each copy.
CREATE TABLE balanced AS
SELECT row_number() OVER (ORDER BY age, educ, ethanol, copy) AS row_id, * EXCLUDE (copy)
FROM (
  SELECT *, 1 AS copy FROM drinkers WHERE abuse = 0
  UNION ALL
  SELECT d.*, r.range AS copy FROM drinkers AS d CROSS JOIN range(8) AS r WHERE abuse = 1
);

CREATE MODEL abuses_alcohol
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['abuse'], max_tree_depth = 8, data_split_method = 'RANDOM')
KEY (row_id)
PREDICT AT NONE
AS
SELECT row_id, age, educ, married, famsize, white, mothalc, fathalc, livealc, centcity, beertax, cigtax, unemrate, abuse
FROM balanced;
