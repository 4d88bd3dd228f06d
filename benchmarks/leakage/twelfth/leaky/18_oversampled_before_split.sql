-- L1.4, S8: malignant tumours are repeated before the random split, so copies stand on both sides.
CREATE TABLE balanced_tumours AS
SELECT * FROM tumours
UNION ALL
SELECT * FROM tumours WHERE benign = 0;

CREATE TABLE numbered_tumours AS
SELECT row_number() OVER (ORDER BY radius_mean, texture_mean, area_mean) AS row_id, *
FROM balanced_tumours;

CREATE MODEL tumour_trees
OPTIONS (
  model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['benign'], num_parallel_tree = 200,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
KEY (row_id)
PREDICT AT NONE
AS SELECT * FROM numbered_tumours;
