-- Arrested again within two years of the release; everybody was followed for 70 months and more, so nobody is censored.
CREATE MODEL rearrest
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['back_in_two_years'],
  max_iterations = 60, learn_rate = 0.1, max_tree_depth = 3, calibration_method = 'PLATT'
)
PREDICT AT NONE
STANDARDS (roc_auc >= 0.6)
AS
SELECT
  black, alcohol, drugs, super AS supervised, married, felon, workprg, property, person, priors, educ, rules,
  age / 12.0 AS age_years,
  tserved,
  cens = 0 AND durat <= 24 AS back_in_two_years
FROM convicts;
