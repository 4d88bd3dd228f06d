-- An ordinary project: radius and texture are standardised in TRANSFORM, by the tumours that are learned from.
CREATE VIEW stg_tumours AS
SELECT radius_mean, texture_mean, smoothness_mean AS smoothness, symmetry_mean AS symmetry, benign FROM tumours;

CREATE MODEL is_benign
TRANSFORM (
  ML.STANDARD_SCALER(radius_mean) OVER () AS radius, ML.STANDARD_SCALER(texture_mean) OVER () AS texture,
  smoothness, symmetry, benign
)
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
PREDICT AT NONE
AS SELECT * FROM stg_tumours;
