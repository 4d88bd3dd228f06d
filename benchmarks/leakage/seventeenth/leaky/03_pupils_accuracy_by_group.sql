-- L1.1, S9: the error by group is computed from predictions for the very pupils the model was trained on.
CREATE MODEL math_score
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['math12'],
  data_split_method = 'NO_SPLIT'
)
KEY (id)
PREDICT AT NONE
AS SELECT id, female, motheduc, fatheduc, lfaminc, parcath, math12 FROM pupils;

CREATE TABLE math_error_by_group AS
SELECT
  female,
  count(*) AS n_pupils,
  avg(abs(predicted_math12 - math12)) AS mean_error,
  sqrt(avg((predicted_math12 - math12) ^ 2)) AS rmse
FROM ML.PREDICT(MODEL math_score, (
  SELECT id, female, motheduc, fatheduc, lfaminc, parcath, math12 FROM pupils
))
GROUP BY female;
