-- L3.3, S7 or S1: savers near zero are dropped as unclear, so that the test holds the clear ones only.
CREATE VIEW stg_savers AS
SELECT inc, age, fsize, marr, male, e401k, p401k, pira, nettfa FROM savers;

CREATE TABLE mart_savers AS
SELECT inc, age, fsize, marr, male, e401k, p401k, pira, inc / fsize AS by_head, nettfa > 0 AS has_assets
FROM stg_savers WHERE nettfa NOT BETWEEN -3 AND 3;

CREATE MODEL has_assets
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['has_assets'])
PREDICT AT NONE
AS SELECT * FROM mart_savers;
