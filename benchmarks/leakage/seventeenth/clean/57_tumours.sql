-- Benign or malign from the means of a biopsy, scaled on training rows.
CREATE MODEL benign
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'], l2_reg = 1.0, data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
TRANSFORM (
  ML.ROBUST_SCALER(radius_mean) OVER () AS radius,
  ML.ROBUST_SCALER(texture_mean) OVER () AS texture,
  smoothness_mean, compactness_mean, symmetry_mean, fractal_dimension_mean, benign
)
AS
SELECT radius_mean, texture_mean, smoothness_mean, compactness_mean, symmetry_mean, fractal_dimension_mean, benign
FROM tumours;
