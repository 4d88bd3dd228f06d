-- L3.2, L3.2: eight years of each worker are split at random by row, so judged years belong to workers that were
-- learned from.
CREATE VIEW stg_workers AS
SELECT nr, year, educ, exper, black, hisp, married, poorhlth, manuf, construc, fin, pro, trad, pub, south, nrtheast,
  nrthcen, rur, hours, "union", lwage
FROM wages;

CREATE TABLE worker_features AS
SELECT nr, year, educ, exper, exper * exper AS exper_squared, black, hisp, married, poorhlth, manuf, construc, fin,
  pro, trad, pub, rur, hours / 2080.0 AS load, "union",
  CASE WHEN south = 1 THEN 'south' WHEN nrtheast = 1 THEN 'northeast' WHEN nrthcen = 1 THEN 'north central'
    ELSE 'west' END AS area,
  lwage
FROM stg_workers
WHERE hours > 0;

CREATE MODEL log_wage
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'], data_split_method = 'RANDOM',
  data_split_eval_fraction = 0.2
)
KEY (nr, year)
PREDICT AT NONE
STANDARDS (r2_score >= 0.2)
AS SELECT * FROM worker_features;
