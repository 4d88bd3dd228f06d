-- L1.4, S8: the hour is missing in the join, so each flight stands two dozen times, on both sides of the random split.
CREATE TABLE flights_with_weather AS
SELECT
  f.carrier,
  f.origin,
  f.dest,
  f.distance,
  f.hour AS dep_hour,
  w.temp,
  w.wind_speed,
  w.visib,
  f.arr_delay > 15 AS is_late
FROM flights f
JOIN weather w
  ON w.origin = f.origin
  AND w.year = f.year
  AND w.month = f.month
  AND w.day = f.day;

CREATE MODEL late_by_weather
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM flights_with_weather;
