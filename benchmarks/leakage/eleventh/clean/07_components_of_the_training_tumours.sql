-- The components are fitted on the tumours that are not kept for the test, and only applied to the others.
CREATE TABLE stg_tumours AS
SELECT *, hash(radius_mean, texture_mean, area_mean, smoothness_mean) % 4 = 0 AS is_test FROM tumours;

CREATE MODEL tumour_axes
OPTIONS (model_type = 'PCA', num_principal_components = 4)
PREDICT AT NONE
AS SELECT * EXCLUDE (benign, is_test) FROM stg_tumours WHERE NOT is_test;

CREATE TABLE ft_tumours AS
SELECT principal_component_1, principal_component_2, principal_component_3, principal_component_4, is_test,
  benign = 1 AS is_benign
FROM ML.PREDICT(MODEL tumour_axes, TABLE stg_tumours);

CREATE MODEL benign_tumour
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_benign'],
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
PREDICT AT NONE
AS SELECT * FROM ft_tumours;
