-- Cells are scaled in TRANSFORM, which learns from training rows alone.
CREATE MODEL is_benign
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'], data_split_method = 'RANDOM', l2_reg = 1)
TRANSFORM (
  ML.STANDARD_SCALER(radius_mean) OVER () AS radius,
  ML.STANDARD_SCALER(texture_mean) OVER () AS texture,
  ML.ROBUST_SCALER(concavity_mean) OVER () AS concavity,
  ML.QUANTILE_BUCKETIZE(area_error, 4) OVER () AS area_error_band,
  smoothness_mean, symmetry_mean, benign
)
PREDICT AT NONE
AS SELECT radius_mean, texture_mean, concavity_mean, area_error, smoothness_mean, symmetry_mean, benign FROM tumours;
