-- Four years of a route stay together.
CREATE VIEW route_years AS
SELECT id, year, dist, bmktshr, CASE WHEN dist < 500 THEN 'short' WHEN dist < 1200 THEN 'medium' ELSE 'long' END AS haul, fare
FROM fares;

CREATE MODEL fare
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['fare'], num_parallel_tree = 60,
  data_split_method = 'RANDOM', data_split_group_cols = ['id'])
PREDICT AT NONE
AS SELECT * FROM route_years;

CREATE TABLE fare_report AS
SELECT mean_absolute_error, r2_score FROM ML.EVALUATE(MODEL fare);
