-- L1.1, S9: the model is trained on all rows of tumour_rows and the report evaluates it on the same rows.
CREATE VIEW tumour_rows AS
SELECT radius_mean, texture_mean, smoothness_mean, concavity_mean, symmetry_mean, benign
FROM tumours;

CREATE MODEL tumour_forest
OPTIONS (
  model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['benign'],
  data_split_method = 'NO_SPLIT', num_parallel_tree = 100
)
AS SELECT * FROM tumour_rows;

CREATE TABLE tumour_report AS
SELECT precision, recall, roc_auc
FROM ML.EVALUATE(MODEL tumour_forest, TABLE tumour_rows);
