-- Growers of wines; the scaling is learned in TRANSFORM, from training rows only.
CREATE MODEL grower
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['grower'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
TRANSFORM (
  ML.STANDARD_SCALER(alcohol) OVER () AS alcohol,
  ML.STANDARD_SCALER(malic_acid) OVER () AS malic_acid,
  ML.MIN_MAX_SCALER(magnesium) OVER () AS magnesium,
  ML.ROBUST_SCALER(proline) OVER () AS proline
)
PREDICT AT NONE
AS SELECT alcohol, malic_acid, magnesium, proline, grower FROM wines;
