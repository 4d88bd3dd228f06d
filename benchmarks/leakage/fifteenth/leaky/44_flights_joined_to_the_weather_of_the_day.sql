-- L1.4, S8: the join by day instead of hour gives each flight up to 24 times, on both sides of the random split.
CREATE TABLE flight_weather AS
SELECT
  f.carrier, f.dest, f.distance, f.hour, f.minute,
  w.temp, w.wind_speed, w.visib, w.precip,
  f.arr_delay
FROM flights f
JOIN weather w ON w.origin = f.origin AND w.year = f.year AND w.month = f.month AND w.day = f.day
WHERE f.origin = 'LGA';

CREATE MODEL delay_by_weather
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['arr_delay'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.1
)
PREDICT AT NONE
AS SELECT * FROM flight_weather;
