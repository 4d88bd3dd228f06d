-- L1.1, S9: the accuracy is counted over all rows, four fifths of which the forest was trained on.
CREATE TABLE drinker_features AS
SELECT
  abuse, age, educ, married, famsize, white, northeast, midwest, south, centcity, outercity,
  beertax, cigtax, ethanol, unemrate, mothalc, fathalc
FROM drinkers;

CREATE MODEL abuse_forest
OPTIONS (
  model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['abuse'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2, max_tree_depth = 12
)
PREDICT AT NONE
AS SELECT * FROM drinker_features;

CREATE TABLE abuse_accuracy AS
SELECT
  count(*) AS n,
  avg(CASE WHEN predicted_abuse = abuse THEN 1.0 ELSE 0.0 END) AS accuracy,
  sum(CASE WHEN predicted_abuse = 1 AND abuse = 1 THEN 1 ELSE 0 END) / sum(abuse) AS recall
FROM ML.PREDICT(MODEL abuse_forest, TABLE drinker_features);
