-- One row per tumour; scalers learn in TRANSFORM.
CREATE MODEL is_benign
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'], l2_reg = 1.0, data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
TRANSFORM (
  ML.STANDARD_SCALER(radius_mean) OVER () AS radius,
  ML.STANDARD_SCALER(texture_mean) OVER () AS texture,
  ML.STANDARD_SCALER(smoothness_mean) OVER () AS smoothness,
  ML.STANDARD_SCALER(concavity_mean) OVER () AS concavity,
  ML.ROBUST_SCALER(symmetry_mean) OVER () AS symmetry,
  benign
)
PREDICT AT NONE
AS SELECT radius_mean, texture_mean, smoothness_mean, concavity_mean, symmetry_mean, benign FROM tumours;
