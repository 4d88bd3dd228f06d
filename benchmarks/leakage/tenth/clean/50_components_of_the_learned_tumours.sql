-- The principal components are computed of the tumours that CUSTOM does not keep back; the kept ones are only
-- projected on them.
CREATE VIEW stg_tumours AS
SELECT radius_mean, texture_mean, perimeter_mean, area_mean, smoothness_mean, compactness_mean, concavity_mean,
  symmetry_mean, radius_error, texture_error, area_error, benign = 1 AS is_benign
FROM tumours;
CREATE TABLE tumours_flagged AS
SELECT *, hash(radius_mean, texture_mean, area_mean, symmetry_mean) % 5 = 0 AS kept_back FROM stg_tumours;

CREATE MODEL tumour_axes
OPTIONS (model_type = 'PCA', num_principal_components = 4)
PREDICT AT NONE
AS SELECT * EXCLUDE (is_benign, kept_back) FROM tumours_flagged WHERE NOT kept_back;

CREATE TABLE tumour_features AS
SELECT principal_component_1, principal_component_2, principal_component_3, principal_component_4, is_benign, kept_back
FROM ML.PREDICT(MODEL tumour_axes, TABLE tumours_flagged);

CREATE MODEL tumour_kind
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_benign'], data_split_method = 'CUSTOM',
  data_split_col = 'kept_back'
)
PREDICT AT NONE
AS SELECT * FROM tumour_features;
