-- wages of young men, where tuning compares trials on rows apart from those that judge.
CREATE VIEW workers AS
SELECT id, educ, exper, IQ, KWW, black, south, smsa, fatheduc, motheduc, libcrd14, lwage
FROM young_men;

CREATE MODEL young_wage
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'],
  num_trials = 4, hparam_tuning_algorithm = 'RANDOM_SEARCH',
  max_tree_depth = HPARAM_CANDIDATES([2, 3, 4]), learn_rate = HPARAM_RANGE(0.05, 0.3),
  data_split_eval_fraction = 0.15, data_split_test_fraction = 0.2)
KEY (id)
PREDICT AT NONE
AS SELECT * FROM workers;
