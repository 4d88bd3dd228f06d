-- L3.1, S2: the weather of the very hour of departure is joined, though the prediction is made three hours before.
CREATE MODEL late_departure
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'], max_iterations = 50)
PREDICT AT sched_dep - INTERVAL 3 HOUR
LABEL KNOWN AT left_at
AS
SELECT
  f.sched_dep, f.left_at, f.carrier, f.origin, f.distance, f.hour,
  w.wind_speed, w.visib, w.precip, w.pressure,
  f.dep_delay > 15 AS is_late
FROM flights f
LEFT JOIN weather w ON w.origin = f.origin AND w.time_hour = f.time_hour;
