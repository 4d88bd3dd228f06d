-- L1.1, S9: the forest keeps no rows back, and its mean error is computed from predictions for the rows it was grown on.
CREATE MODEL cigarettes_per_day
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['cigs'],
  num_parallel_tree = 200, data_split_method = 'NO_SPLIT'
)
PREDICT AT NONE
AS SELECT educ, cigpric, white, age, income, restaurn, cigs FROM smokers;

CREATE TABLE cigarettes_error AS
SELECT avg(abs(cigs - predicted_cigs)) AS mae, corr(cigs, predicted_cigs) AS r
FROM ML.PREDICT(MODEL cigarettes_per_day, (SELECT educ, cigpric, white, age, income, restaurn, cigs FROM smokers));
