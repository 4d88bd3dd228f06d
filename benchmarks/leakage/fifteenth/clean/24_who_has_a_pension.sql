-- Who has a pension plan, by person and job and not by the other benefits; one row per person.
CREATE VIEW stg_benefits AS
SELECT age, educ, exper, tenure, depends, married, male, white, "union", office, hrearn,
  CASE WHEN nrtheast = 1 THEN 'northeast' WHEN nrthcen = 1 THEN 'north' WHEN south = 1 THEN 'south' ELSE 'west' END AS region,
  pension > 0 AS has_pension
FROM benefits;

CREATE MODEL has_pension
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['has_pension'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
PREDICT AT NONE
STANDARDS (roc_auc >= 0.6)
AS SELECT * FROM stg_benefits;
