-- L3.1, S2 or S3: the weather of the departure hour is measured hours after the prediction.
CREATE TABLE flight_weather AS
SELECT
  f.carrier || f.flight || '-' || f.origin || '-' || f.month || '-' || f.day AS flight_id,
  f.sched_dep, f.carrier, f.origin, f.dest, f.hour, f.distance,
  w.temp, w.humid, w.wind_dir, w.wind_speed, w.precip, w.visib,
  f.dep_delay >= 15 AS leaves_late
FROM flights f
LEFT JOIN weather w ON w.origin = f.origin AND w.time_hour = f.time_hour;

CREATE MODEL leaves_late
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['leaves_late'], auto_class_weights = TRUE)
KEY (flight_id)
PREDICT AT sched_dep - INTERVAL 3 HOUR
AS SELECT * FROM flight_weather;
