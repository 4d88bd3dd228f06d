-- L2, S1 or S2: the annual benefits are the sum of what the employer pays, and the pension that is asked about is one part of
-- it, as it is of the benefits in relation to the pay.
CREATE VIEW stg_workers AS
SELECT age, educ, tenure, married, "union" AS in_union, office, annearn, vacdays, sicklve, insur, pension, annbens, beratio
FROM benefits;

CREATE MODEL pension
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['has_pension'])
PREDICT AT NONE
AS
SELECT age, educ, tenure, married, in_union, office, annearn, annbens, beratio, pension > 0 AS has_pension FROM stg_workers;
