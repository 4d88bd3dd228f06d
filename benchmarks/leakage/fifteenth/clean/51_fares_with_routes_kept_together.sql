-- Air fares; all four years of a route stay on one side.
CREATE MODEL air_fare
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['lfare'],
  data_split_method = 'RANDOM', data_split_group_cols = ['id'], data_split_eval_fraction = 0.2
)
KEY (id, year)
PREDICT AT NONE
AS
SELECT id, year, y98, y99, y00, ldist, concen, lfare
FROM fares;

CREATE TABLE fare_report AS SELECT mean_absolute_error, r2_score FROM ML.EVALUATE(MODEL air_fare);
