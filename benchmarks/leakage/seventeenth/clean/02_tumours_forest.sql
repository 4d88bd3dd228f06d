-- Tumours by their cells, one row each, judged on a random third.
CREATE MODEL benign_or_not
OPTIONS (
  model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['benign'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.33, num_parallel_tree = 80
)
AS
SELECT radius_mean, texture_mean, smoothness_mean, compactness_mean, concavity_mean, symmetry_mean, benign
FROM tumours;
