-- L3.1, S3 or S2: the weather of the hour of departure is joined, though the prediction is made three hours before.
CREATE TABLE flights_with_weather AS
SELECT
  f.sched_dep, f.left_at, f.carrier, f.origin, f.distance, f.hour,
  w.temp, w.wind_speed, w.precip, w.visib,
  f.dep_delay
FROM flights AS f
LEFT JOIN weather AS w ON w.origin = f.origin AND w.time_hour = f.time_hour;

CREATE MODEL leaves_late
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 3 HOUR
LABEL KNOWN AT left_at + INTERVAL 1 MINUTE
AS SELECT * EXCLUDE (dep_delay), dep_delay > 15 AS is_late FROM flights_with_weather;
