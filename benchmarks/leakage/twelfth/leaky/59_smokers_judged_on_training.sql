-- L1.1, S9: nothing is held back, and the report is of the rows that the forest was trained on.
CREATE TABLE smoker_features AS
SELECT educ, white, age, income, cigpric, restaurn, cigs > 0 AS smokes
FROM smokers;

CREATE MODEL smokes
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['smokes'],
  data_split_method = 'NO_SPLIT', num_parallel_tree = 200, max_tree_depth = 12)
PREDICT AT NONE
AS SELECT * FROM smoker_features;

CREATE TABLE smoker_report AS
SELECT round(accuracy, 3) AS accuracy, round(roc_auc, 3) AS roc_auc
FROM ML.EVALUATE(MODEL smokes, TABLE smoker_features);
