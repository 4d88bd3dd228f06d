-- L3.1, S2 or S3: the weather is that of the hour of the departure, the prediction is made three hours before it.
CREATE VIEW departures AS
SELECT
  f.sched_dep, f.carrier, f.origin, f.hour, f.distance,
  w.wind_speed, w.precip, w.visib, w.pressure,
  f.dep_delay > 30 AS leaves_late
FROM flights f
JOIN weather w ON w.origin = f.origin AND w.time_hour = f.time_hour;

CREATE MODEL leaves_late
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['leaves_late'], auto_class_weights = TRUE)
PREDICT AT sched_dep - INTERVAL 3 HOUR
AS SELECT * FROM departures;
