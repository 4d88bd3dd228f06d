-- L1.2, S5: all columns are standardised over all tumours before the split.
CREATE TABLE scaled_tumours AS
SELECT
  ML.STANDARD_SCALER(radius_mean) OVER () AS radius,
  ML.STANDARD_SCALER(texture_mean) OVER () AS texture,
  ML.STANDARD_SCALER(area_mean) OVER () AS area,
  ML.STANDARD_SCALER(compactness_mean) OVER () AS compactness,
  ML.STANDARD_SCALER(symmetry_mean) OVER () AS symmetry,
  benign
FROM tumours;

CREATE MODEL scaled_benign
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS SELECT * FROM scaled_tumours;
