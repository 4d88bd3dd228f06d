-- L1.3, S5 or S1: ML.CORRELATION has seen the answers of all tumours, and the one measure that the model
-- gets is the best of them. It looks like a look-up by name.
CREATE TABLE strongest AS
SELECT arg_max(corr_col, abs(correlation) ORDER BY corr_col) AS measure
FROM ML.CORRELATION(TABLE tumours, target_col => 'benign',
  target_correlation_cols => ['texture_mean', 'smoothness_mean', 'symmetry_mean']);
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_benign']) PREDICT AT NONE
AS
SELECT
  CASE s.measure WHEN 'texture_mean' THEN t.texture_mean WHEN 'smoothness_mean' THEN t.smoothness_mean
    ELSE t.symmetry_mean END AS measure,
  t.benign = 1 AS is_benign
FROM tumours AS t CROSS JOIN strongest AS s;
