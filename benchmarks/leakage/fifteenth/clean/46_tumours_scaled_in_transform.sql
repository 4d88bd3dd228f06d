-- Benign or not from the means of the cells; the scaling is learned from the training rows.
CREATE MODEL is_benign
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['benign'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25, l2_reg = 1.0
)
TRANSFORM (
  ML.STANDARD_SCALER(radius_mean) OVER () AS radius,
  ML.STANDARD_SCALER(texture_mean) OVER () AS texture,
  ML.STANDARD_SCALER(smoothness_mean) OVER () AS smoothness,
  ML.STANDARD_SCALER(concavity_mean) OVER () AS concavity,
  ML.STANDARD_SCALER(symmetry_mean) OVER () AS symmetry,
  benign
)
PREDICT AT NONE
STANDARDS (roc_auc >= 0.9)
AS SELECT radius_mean, texture_mean, smoothness_mean, concavity_mean, symmetry_mean, benign FROM tumours;
