-- L3.2, L3.2: the CUSTOM split draws route-years, so that each route has years on both sides.
CREATE VIEW fare_rows AS
SELECT
  year, dist, passen, concen, fare,
  hash(id, year) % 5 = 0 AS is_test
FROM fares;

CREATE MODEL air_fare
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['fare'],
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
PREDICT AT NONE
AS SELECT * FROM fare_rows;
