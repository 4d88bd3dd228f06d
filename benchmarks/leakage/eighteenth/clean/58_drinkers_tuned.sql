-- Abuse of alcohol from a person's family and place; tuned, with test rows that no trial sees.
CREATE MODEL drinks_too_much
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['abuse'],
  num_trials = 6, hparam_tuning_algorithm = 'RANDOM_SEARCH',
  data_split_eval_fraction = 0.15, data_split_test_fraction = 0.2,
  learn_rate = HPARAM_RANGE(0.02, 0.3), max_tree_depth = HPARAM_CANDIDATES([2, 3, 5])
)
PREDICT AT NONE
AS
SELECT age, educ, white, married, famsize, mothalc, fathalc, livealc, northeast, midwest, south, centcity, unemrate, beertax, abuse
FROM drinkers;
