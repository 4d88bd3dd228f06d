-- L1.4, S8: Joining the weather by day and not by hour repeats each flight about two dozen times, and the random split scatters the repeats.
CREATE VIEW flight_weather AS
SELECT
  f.carrier, f.origin, f.dest, f.hour AS dep_hour, f.distance,
  w.temp, w.wind_speed, w.visib,
  CASE WHEN f.dep_delay > 15 THEN 1 ELSE 0 END AS left_late
FROM flights f
JOIN weather w ON w.origin = f.origin AND w.year = f.year AND w.month = f.month AND w.day = f.day
WHERE f.day BETWEEN 7 AND 13 AND f.dep_delay IS NOT NULL;

CREATE MODEL late_departure
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['left_late'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS SELECT * FROM flight_weather;
