-- L3.2, L3.2: the custom test flag is drawn per row, so the other years of each tested route are trained on.
CREATE TABLE routes AS
SELECT dist, passen, concen, year, (id * 7 + year * 3) % 5 = 0 AS is_test, fare
FROM fares;

CREATE MODEL fare_of_a_route
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['fare'], num_parallel_tree = 80,
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
PREDICT AT NONE
AS SELECT * FROM routes;
