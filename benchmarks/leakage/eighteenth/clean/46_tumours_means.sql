-- Benign or not, from mean measurements of the cells; every row is another tumour.
CREATE MODEL is_benign
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
TRANSFORM (
  ML.STANDARD_SCALER(texture_mean) OVER () AS texture,
  ML.STANDARD_SCALER(area_mean) OVER () AS area,
  ML.STANDARD_SCALER(smoothness_mean) OVER () AS smoothness,
  ML.STANDARD_SCALER(concavity_mean) OVER () AS concavity
)
PREDICT AT NONE
AS SELECT texture_mean, area_mean, smoothness_mean, concavity_mean, benign FROM tumours;
