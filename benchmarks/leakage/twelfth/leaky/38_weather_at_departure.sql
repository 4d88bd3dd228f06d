-- L3.1, S2 or S3: joined to the weather of the hour of departure, which nobody has six hours before.
CREATE VIEW flights_with_weather AS
SELECT f.sched_dep, f.carrier, f.origin, f.dest, f.distance, f.hour,
  w.temp, w.wind_speed, w.precip, w.visib,
  f.arr_delay > 30 AS is_late
FROM flights f
LEFT JOIN weather w ON w.origin = f.origin AND w.time_hour = f.time_hour;

CREATE MODEL late_by_weather
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'], max_iterations = 50)
PREDICT AT sched_dep - INTERVAL 6 HOUR
AS SELECT * FROM flights_with_weather;
