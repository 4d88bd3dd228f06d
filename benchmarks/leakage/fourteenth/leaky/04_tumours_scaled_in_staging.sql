-- L1.2, S5: the scalers stand in the view, not in TRANSFORM, so they learn from test rows, too.
CREATE VIEW tumours_scaled AS
SELECT
  ML.STANDARD_SCALER(radius_mean) OVER () AS radius,
  ML.STANDARD_SCALER(texture_mean) OVER () AS texture,
  ML.STANDARD_SCALER(smoothness_mean) OVER () AS smoothness,
  ML.STANDARD_SCALER(concavity_mean) OVER () AS concavity,
  ML.STANDARD_SCALER(symmetry_mean) OVER () AS symmetry,
  benign
FROM tumours;

CREATE MODEL is_benign
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
PREDICT AT NONE
AS SELECT radius, texture, smoothness, concavity, symmetry, benign FROM tumours_scaled;
