-- L1.4, S8: the join forgets the hour, so that each flight stands there once for every hour of the day, on both sides of the split.
CREATE TABLE flights_with_weather AS
SELECT f.carrier, f.origin, f.dest, f.distance, f.hour, w.temp, w.wind_speed, w.visib, w.precip,
  f.arr_delay > 30 AS is_late
FROM flights f
JOIN weather w
  ON w.origin = f.origin AND w.year = f.year AND w.month = f.month AND w.day = f.day
WHERE f.arr_delay IS NOT NULL;

CREATE MODEL late_in_bad_weather
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS SELECT * FROM flights_with_weather;
