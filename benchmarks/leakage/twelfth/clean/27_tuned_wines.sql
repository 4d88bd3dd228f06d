-- The grower of a wine, with the depth of the trees tuned on rows of their own and judged on others.
CREATE MODEL wine_growers
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['grower'],
  num_trials = 6, hparam_tuning_algorithm = 'GRID_SEARCH',
  max_tree_depth = HPARAM_CANDIDATES([2, 3, 4]), learn_rate = HPARAM_CANDIDATES([0.1, 0.3]),
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2, data_split_test_fraction = 0.3
)
PREDICT AT NONE
AS SELECT * FROM wines;

CREATE TABLE wine_importance AS
SELECT * FROM ML.FEATURE_IMPORTANCE(MODEL wine_growers);
