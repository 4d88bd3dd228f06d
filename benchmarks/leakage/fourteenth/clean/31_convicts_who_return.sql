-- Which convicts are back in prison within the time they were followed; only what the prison knew on the day of release. One row per convict.
CREATE MODEL returns_to_prison
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['returned'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25,
  auto_class_weights = TRUE
)
PREDICT AT NONE
AS SELECT
  black, alcohol, drugs, super, married, felon, workprg, property, person,
  priors, educ, rules, age / 12 AS age_years, tserved,
  cens = 0 AS returned
FROM convicts;
