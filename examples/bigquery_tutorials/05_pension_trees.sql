-- Who may join a pension plan at work? Boosted trees, whose options are searched for.
CREATE OR REPLACE MODEL `bqml_tutorial.pensions`
OPTIONS (
  model_type = 'boosted_tree_classifier', input_label_cols = ['eligible'],
  num_trials = 6, hparam_tuning_algorithm = 'RANDOM_SEARCH', hparam_tuning_objectives = ['ROC_AUC'],
  learn_rate = HPARAM_RANGE(0.02, 0.3), max_tree_depth = HPARAM_CANDIDATES([2, 3, 4, 6]),
  max_iterations = 60, data_split_eval_fraction = 0.2, data_split_test_fraction = 0.2
)
AS
SELECT e401k = 1 AS eligible, inc, marr, male, age, fsize FROM `my-project.textbook.pensions`;

-- What each trial was, the best one first.
CREATE OR REPLACE TABLE bqml_tutorial.pension_trials AS
SELECT trial_id, hyperparameters.learn_rate, hyperparameters.max_tree_depth,
  hparam_tuning_evaluation_metrics.roc_auc, status, is_optimal
FROM ML.TRIAL_INFO(MODEL `bqml_tutorial.pensions`);

-- On the fifth of the rows that no trial saw.
SELECT trial_id, ROUND(roc_auc, 3) AS roc_auc, ROUND(accuracy, 3) AS accuracy
FROM ML.EVALUATE(MODEL `bqml_tutorial.pensions`)
ORDER BY trial_id;
