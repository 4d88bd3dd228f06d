-- Fares from distance, market share and year; the four years of a route stay together.
CREATE MODEL air_fare
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['fare'],
  data_split_group_cols = ['id'], num_parallel_tree = 100
)
PREDICT AT NONE
AS SELECT id, year, dist, bmktshr, fare FROM fares;
