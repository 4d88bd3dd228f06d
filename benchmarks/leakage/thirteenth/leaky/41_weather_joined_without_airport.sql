-- L1.4, S8: weather has a row for each airport and hour; joined by the hour alone every flight stands three times, on both sides of the split.
CREATE TABLE flights_with_weather AS
SELECT
  f.carrier, f.origin, f.dest, f.distance, f.hour, dayofweek(f.time_hour) AS weekday,
  w.wind_speed, w.precip, w.visib, w.pressure,
  f.dep_delay > 30 AS is_delayed
FROM flights f
LEFT JOIN weather w ON w.time_hour = f.time_hour
WHERE f.dep_delay IS NOT NULL;

CREATE MODEL departure_delay
OPTIONS (
  model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['is_delayed'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM flights_with_weather;
