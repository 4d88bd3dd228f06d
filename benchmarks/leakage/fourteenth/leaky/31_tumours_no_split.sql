-- L1.1, S9: no row is held out, and the report evaluates on the table that the model was trained on.
CREATE VIEW tumour_measures AS
SELECT radius_mean, texture_mean, smoothness_mean, concavity_mean, symmetry_mean, area_worst, benign
FROM tumours;

CREATE MODEL tumour_is_benign
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['benign'],
  data_split_method = 'NO_SPLIT', max_iterations = 50
)
PREDICT AT NONE
AS SELECT * FROM tumour_measures;

CREATE TABLE tumour_report AS
SELECT accuracy, roc_auc FROM ML.EVALUATE(MODEL tumour_is_benign, TABLE tumour_measures);
