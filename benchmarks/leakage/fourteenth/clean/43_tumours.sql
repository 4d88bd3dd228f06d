-- Benign or malignant from the measures of the cells; scaled in TRANSFORM, so on training rows only.
CREATE MODEL tumour_is_benign
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['benign'], l2_reg = 0.01,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3
)
TRANSFORM (
  ML.ROBUST_SCALER(radius_mean) OVER () AS radius,
  ML.ROBUST_SCALER(texture_mean) OVER () AS texture,
  ML.ROBUST_SCALER(smoothness_mean) OVER () AS smoothness,
  ML.ROBUST_SCALER(concavity_mean) OVER () AS concavity,
  ML.ROBUST_SCALER(symmetry_mean) OVER () AS symmetry,
  ML.ROBUST_SCALER(area_worst) OVER () AS area_worst,
  benign
)
PREDICT AT NONE
AS SELECT * FROM tumours;

CREATE TABLE tumour_report AS
SELECT precision, recall, roc_auc FROM ML.EVALUATE(MODEL tumour_is_benign);
