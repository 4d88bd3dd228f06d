-- benign or not from the cells' means, with the figures of the rows that were kept back.
CREATE MODEL benign_tumour
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'], l2_reg = 1.0)
TRANSFORM (
  ML.STANDARD_SCALER(radius_mean) OVER () AS radius,
  ML.STANDARD_SCALER(texture_mean) OVER () AS texture,
  ML.STANDARD_SCALER(smoothness_mean) OVER () AS smoothness,
  ML.STANDARD_SCALER(concavity_mean) OVER () AS concavity,
  ML.STANDARD_SCALER(symmetry_mean) OVER () AS symmetry
)
PREDICT AT NONE
AS SELECT radius_mean, texture_mean, smoothness_mean, concavity_mean, symmetry_mean, benign FROM tumours;

CREATE TABLE benign_tumour_figures AS
SELECT precision, recall, roc_auc FROM ML.EVALUATE(MODEL benign_tumour);
