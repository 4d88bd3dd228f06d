-- L1.4, S8 or L3.2: the join with the weather forgets the hour, so each flight stands in up to 24 rows, which the random split parts.
CREATE TABLE flights_with_weather AS
SELECT
  f.carrier,
  f.origin,
  f.dest,
  f.distance,
  f.hour AS dep_hour,
  w.temp,
  w.humid,
  w.wind_speed,
  w.visib,
  f.arr_delay
FROM flights f
JOIN weather w ON w.origin = f.origin AND w.year = f.year AND w.month = f.month AND w.day = f.day
WHERE f.arr_delay IS NOT NULL;

CREATE MODEL delay_with_weather
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['arr_delay'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM flights_with_weather;
