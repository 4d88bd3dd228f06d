-- L1.3, S5: only columns that correlate with the label over all rows, test rows included, are kept.
CREATE VIEW chosen AS
SELECT
  abs(corr(texture_error, benign)) > 0.05 AS use_texture_error,
  abs(corr(smoothness_error, benign)) > 0.05 AS use_smoothness_error,
  abs(corr(symmetry_mean, benign)) > 0.05 AS use_symmetry,
  abs(corr(fractal_dimension_mean, benign)) > 0.05 AS use_fractal
FROM tumours;

CREATE MODEL benign_tumour
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['benign'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3
)
PREDICT AT NONE
AS
SELECT
  radius_mean,
  CASE WHEN use_texture_error THEN texture_error ELSE 0 END AS texture_error,
  CASE WHEN use_smoothness_error THEN smoothness_error ELSE 0 END AS smoothness_error,
  CASE WHEN use_symmetry THEN symmetry_mean ELSE 0 END AS symmetry_mean,
  CASE WHEN use_fractal THEN fractal_dimension_mean ELSE 0 END AS fractal_dimension_mean,
  benign
FROM tumours, chosen;
