-- L3.1, S2 or S3: the weather measured in the hour of departure is used for a prediction three hours before it.
CREATE VIEW flight_weather AS
SELECT
  f.sched_dep, f.left_at, f.carrier, f.origin, f.dest, f.distance,
  w.temp, w.wind_speed, w.precip, w.visib, w.pressure,
  f.dep_delay > 15 AS leaves_late
FROM flights AS f
JOIN weather AS w ON w.origin = f.origin AND w.time_hour = f.time_hour;

CREATE MODEL leaves_late
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['leaves_late'])
PREDICT AT sched_dep - INTERVAL 3 HOUR
LABEL KNOWN AT left_at
AS SELECT * FROM flight_weather;
