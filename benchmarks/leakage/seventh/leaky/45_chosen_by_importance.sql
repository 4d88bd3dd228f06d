-- L1.3, S1 or S5 or S9: a forest over all tumours says which measure counts most, and the second model, which is
-- judged on some of them, gets that one.
CREATE MODEL screen
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['benign'], data_split_method = 'NO_SPLIT')
PREDICT AT NONE
AS SELECT symmetry_worst, smoothness_worst, symmetry_mean, smoothness_mean, benign FROM tumours;

CREATE TABLE int_chosen AS
SELECT feature FROM ML.FEATURE_IMPORTANCE(MODEL screen)
QUALIFY row_number() OVER (ORDER BY importance_gain DESC, feature) = 1;

CREATE TABLE mart_tumours AS
SELECT t.texture_mean,
  CASE c.feature WHEN 'symmetry_worst' THEN t.symmetry_worst WHEN 'smoothness_worst' THEN t.smoothness_worst
    WHEN 'symmetry_mean' THEN t.symmetry_mean ELSE t.smoothness_mean END AS chosen,
  t.benign
FROM tumours AS t CROSS JOIN int_chosen AS c;

CREATE MODEL is_benign
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
PREDICT AT NONE
AS SELECT * FROM mart_tumours;
