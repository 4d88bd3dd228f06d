-- L3.1, S2 or S3: the weather of the hour of departure is joined, though the prediction is made three hours before.
CREATE VIEW flights_in_weather AS
SELECT f.carrier, f.flight, f.origin, f.dest, f.hour, f.sched_dep, f.left_at,
  w.temp, w.wind_speed, w.precip, w.visib,
  f.dep_delay > 15 AS is_late
FROM flights AS f
LEFT JOIN weather AS w ON w.origin = f.origin AND w.time_hour = f.time_hour;

CREATE MODEL late_by_weather
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['is_late'])
KEY (carrier, flight, origin, sched_dep)
PREDICT AT sched_dep - INTERVAL 3 HOUR
LABEL KNOWN AT left_at
AS SELECT * FROM flights_in_weather;
