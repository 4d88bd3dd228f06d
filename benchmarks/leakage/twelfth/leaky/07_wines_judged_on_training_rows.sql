-- L1.1, S9: no split, and the report is of the rows that the model was trained on.
CREATE TABLE wine_features AS
SELECT * EXCLUDE (grower), 'grower_' || grower AS grower
FROM wines;

CREATE MODEL wine_growers
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['grower'],
  data_split_method = 'NO_SPLIT', max_iterations = 30, max_tree_depth = 4
)
PREDICT AT NONE
AS SELECT * FROM wine_features;

CREATE TABLE wine_report AS
SELECT accuracy, precision, recall, f1_score
FROM ML.EVALUATE(MODEL wine_growers, TABLE wine_features);
