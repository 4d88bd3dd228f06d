-- Benign or malignant, by all measures; the report is of the held-out rows.
CREATE MODEL tumour_kind
TRANSFORM (
  ML.STANDARD_SCALER(radius_mean) OVER () AS radius,
  ML.STANDARD_SCALER(texture_mean) OVER () AS texture,
  ML.STANDARD_SCALER(smoothness_mean) OVER () AS smoothness,
  ML.STANDARD_SCALER(concave_points_mean) OVER () AS concave_points,
  ML.STANDARD_SCALER(radius_worst) OVER () AS radius_worst,
  ML.STANDARD_SCALER(symmetry_worst) OVER () AS symmetry_worst,
  benign
)
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['benign'], l2_reg = 1.0, auto_class_weights = TRUE,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
PREDICT AT NONE
AS SELECT * FROM tumours;

CREATE TABLE tumour_report AS
SELECT precision, recall, accuracy, roc_auc FROM ML.EVALUATE(MODEL tumour_kind);
