-- L1.3, S5 or S4: measurements are kept or blanked by their correlation with the diagnosis over all tumours, test rows included.
CREATE VIEW screening AS
SELECT
  abs(corr(benign, texture_mean)) AS c_texture,
  abs(corr(benign, smoothness_mean)) AS c_smoothness,
  abs(corr(benign, symmetry_mean)) AS c_symmetry,
  abs(corr(benign, fractal_dimension_mean)) AS c_fractal,
  abs(corr(benign, texture_error)) AS c_texture_error,
  abs(corr(benign, compactness_error)) AS c_compactness_error
FROM tumours;

CREATE MODEL diagnosis
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
PREDICT AT NONE
AS
SELECT
  t.benign,
  CASE WHEN s.c_texture > 0.3 THEN t.texture_mean END AS texture_mean,
  CASE WHEN s.c_smoothness > 0.3 THEN t.smoothness_mean END AS smoothness_mean,
  CASE WHEN s.c_symmetry > 0.3 THEN t.symmetry_mean END AS symmetry_mean,
  CASE WHEN s.c_fractal > 0.3 THEN t.fractal_dimension_mean END AS fractal_dimension_mean,
  CASE WHEN s.c_texture_error > 0.3 THEN t.texture_error END AS texture_error,
  CASE WHEN s.c_compactness_error > 0.3 THEN t.compactness_error END AS compactness_error
FROM tumours t CROSS JOIN screening s;
