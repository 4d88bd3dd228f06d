-- Late departures six hours ahead, with the last weather that was reported by then and what is known of the plane.
CREATE MODEL departs_late
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'], max_iterations = 60, learn_rate = 0.1)
PREDICT AT sched_dep - INTERVAL 6 HOUR
LABEL KNOWN AT left_at
AS
SELECT
  f.sched_dep, f.left_at, f.carrier, f.origin, f.dest, f.distance, f.hour, f.month,
  2013 - p.year AS age_of_plane, p.seats,
  w.wind_speed, w.visib, w.precip, w.pressure,
  f.dep_delay > 15 AS is_late
FROM flights f
LEFT JOIN planes p ON p.tailnum = f.tailnum
LEFT JOIN weather w ON w.origin = f.origin AND w.time_hour = f.time_hour - INTERVAL 8 HOUR;
