-- L1.4, S8: three extracts (drug users, alcoholics, workers) are stacked, and who is in two of them comes twice.
CREATE VIEW cohort AS
SELECT 'drugs' AS cohort, black, married, felon, priors, educ, rules, age, tserved, durat, cens FROM convicts WHERE drugs = 1
UNION ALL
SELECT 'alcohol', black, married, felon, priors, educ, rules, age, tserved, durat, cens FROM convicts WHERE alcohol = 1
UNION ALL
SELECT 'work', black, married, felon, priors, educ, rules, age, tserved, durat, cens FROM convicts WHERE workprg = 1;

CREATE MODEL returns_in_two_years
OPTIONS (
  model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['back_within_two_years'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS
SELECT * EXCLUDE (durat, cens), cens = 0 AND durat <= 24 AS back_within_two_years
FROM cohort;
