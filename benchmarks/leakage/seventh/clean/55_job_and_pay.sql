-- An ordinary project: the person, the job and the pay, and nothing of the benefits but the answer.
CREATE VIEW stg_workers AS
SELECT age, educ, tenure, married, "union" AS in_union, office, male, nrtheast, south, annearn, annhrs, pension
FROM benefits;

CREATE TABLE int_workers AS SELECT * EXCLUDE (annhrs), annearn / nullif(annhrs, 0) AS hourly FROM stg_workers;

CREATE MODEL pension
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['has_pension'])
PREDICT AT NONE
AS SELECT * EXCLUDE (pension), pension > 0 AS has_pension FROM int_workers;
