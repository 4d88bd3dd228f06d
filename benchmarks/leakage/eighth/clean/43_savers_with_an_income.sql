-- An ordinary project: households with an income of more than twelve thousand.
CREATE VIEW stg_savers AS
SELECT inc, age, fsize, marr, male, e401k, p401k, pira, nettfa FROM savers;

CREATE TABLE mart_savers AS
SELECT inc, age, fsize, marr, male, e401k, p401k, pira, inc / fsize AS by_head, nettfa > 0 AS has_assets
FROM stg_savers WHERE inc > 12;

CREATE MODEL has_assets
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['has_assets'])
PREDICT AT NONE
AS SELECT * FROM mart_savers;

CREATE TABLE scored_savers AS
SELECT inc, age, fsize, ML.PROBABILITY(predicted_has_assets_probs, TRUE) AS chance
FROM ML.PREDICT(MODEL has_assets, TABLE mart_savers);

CREATE VIEW campaign AS SELECT * FROM scored_savers WHERE chance BETWEEN 0.3 AND 0.6;
