-- Champion and challenger are compared on the same held-out workers; both leave those workers out of training,
-- the challenger by its own WHERE.
CREATE TABLE worker_years AS
SELECT nr, year, educ, exper, black, hisp, married, manuf, construc, trad, pub, "union", nrthcen, nrtheast, south,
  lwage, hash(nr) % 5 = 0 AS is_holdout
FROM wages;

CREATE MODEL wage_champion
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'], data_split_group_cols = ['nr'])
KEY (nr, year)
PREDICT AT NONE
AS SELECT nr, year, educ, exper, married, "union", lwage FROM worker_years WHERE NOT is_holdout;

CREATE MODEL wage_challenger
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'], data_split_group_cols = ['nr'],
  max_iterations = 80, learn_rate = 0.1
)
KEY (nr, year)
PREDICT AT NONE
AS SELECT * EXCLUDE (is_holdout) FROM worker_years WHERE NOT is_holdout;

CREATE TABLE model_comparison AS
WITH holdout AS (SELECT * FROM worker_years WHERE is_holdout)
SELECT 'champion' AS model, r2_score, mean_absolute_error
FROM ML.EVALUATE(MODEL wage_champion, (SELECT * FROM holdout))
UNION ALL
SELECT 'challenger', r2_score, mean_absolute_error
FROM ML.EVALUATE(MODEL wage_challenger, (SELECT * FROM holdout));
