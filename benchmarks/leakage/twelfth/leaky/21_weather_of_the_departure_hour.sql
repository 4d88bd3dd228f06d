-- L3.1, S3: the weather of the hour of departure is measured after the prediction, which is made four hours before.
CREATE VIEW flights_weather AS
SELECT
  f.sched_dep,
  f.carrier,
  f.origin,
  f.dest,
  f.distance,
  w.temp,
  w.wind_speed,
  w.precip,
  w.visib,
  f.arr_delay > 15 AS is_late
FROM flights f
LEFT JOIN weather w ON w.origin = f.origin AND w.time_hour = f.time_hour;

CREATE MODEL late_by_weather
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'], max_iterations = 40)
PREDICT AT sched_dep - INTERVAL 4 HOUR
AS SELECT * FROM flights_weather;
