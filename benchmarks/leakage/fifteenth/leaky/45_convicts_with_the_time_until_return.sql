-- L2, S1 or S2: durat is the time until the return; it is shorter than the follow-up for those who came back only.
CREATE MODEL recidivism
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['came_back'])
PREDICT AT NONE
AS
SELECT
  black, alcohol, drugs, super, married, felon, workprg, property, person,
  priors, educ, rules, age / 12 AS age_years, tserved, follow, durat,
  CASE WHEN cens = 0 THEN 1 ELSE 0 END AS came_back
FROM convicts;
