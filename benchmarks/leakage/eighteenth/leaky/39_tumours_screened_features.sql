-- L1.3, S5: which measurements are kept is decided by their correlation with the diagnosis over all rows.
CREATE TABLE screening AS
SELECT
  abs(corr(smoothness_error, benign)) AS smoothness_error,
  abs(corr(texture_error, benign)) AS texture_error,
  abs(corr(concavity_error, benign)) AS concavity_error,
  abs(corr(symmetry_mean, benign)) AS symmetry_mean,
  abs(corr(fractal_dimension_worst, benign)) AS fractal_dimension_worst
FROM tumours;

CREATE MODEL diagnosis
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS
SELECT
  t.texture_mean,
  CASE WHEN s.smoothness_error > 0.2 THEN t.smoothness_error ELSE 0 END AS smoothness_error,
  CASE WHEN s.texture_error > 0.2 THEN t.texture_error ELSE 0 END AS texture_error,
  CASE WHEN s.concavity_error > 0.2 THEN t.concavity_error ELSE 0 END AS concavity_error,
  CASE WHEN s.symmetry_mean > 0.2 THEN t.symmetry_mean ELSE 0 END AS symmetry_mean,
  CASE WHEN s.fractal_dimension_worst > 0.2 THEN t.fractal_dimension_worst ELSE 0 END AS fractal_dimension_worst,
  t.benign
FROM tumours AS t
CROSS JOIN screening AS s;
