-- The hash is of the text on both sides: the fifth that is scored was never learned.
CREATE MACRO is_held_back(k) AS hash(k) % 5 = 0;

CREATE TABLE mart_pupils AS
SELECT id, read12, math12, motheduc, fatheduc, lfaminc, female, parcath, hsgrad = 1 AS has_graduated
FROM pupils WHERE hsgrad IS NOT NULL;

CREATE MODEL graduation
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['has_graduated'], data_split_method = 'NO_SPLIT')
KEY (id)
PREDICT AT NONE
AS SELECT * FROM mart_pupils WHERE NOT is_held_back(CAST(id AS VARCHAR));

CREATE TABLE scored_pupils AS
SELECT id, has_graduated, ML.PROBABILITY(predicted_has_graduated_probs, TRUE) AS p
FROM ML.PREDICT(MODEL graduation, (SELECT * FROM mart_pupils WHERE is_held_back(CAST(id AS VARCHAR))));

CREATE TABLE rpt_pupils AS
SELECT count(*) AS n, avg((p - CAST(has_graduated AS INTEGER)) ** 2) AS brier,
  avg(CAST((p > 0.5) = has_graduated AS INTEGER)) AS accuracy
FROM scored_pupils;
