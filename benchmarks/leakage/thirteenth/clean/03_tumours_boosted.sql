-- Benign or malignant from the measures of the cell nuclei, one row a patient.
CREATE MODEL tumour_benign
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['benign'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2,
  max_iterations = 50, max_tree_depth = 4, subsample = 0.8
)
PREDICT AT NONE
STANDARDS (roc_auc >= 0.9)
AS SELECT * FROM tumours;
