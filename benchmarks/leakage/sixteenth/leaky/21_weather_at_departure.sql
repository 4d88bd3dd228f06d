-- L3.1, S2: The prediction an hour before departure uses the weather observed in the hour of departure, which is published after it.
CREATE MODEL delayed_departure
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['left_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT left_at
AS
SELECT
  f.carrier, f.origin, f.hour, f.distance,
  w.temp, w.wind_speed, w.precip, w.visib,
  f.sched_dep, f.left_at,
  CASE WHEN f.dep_delay > 15 THEN 1 ELSE 0 END AS left_late
FROM flights f
LEFT JOIN weather w ON w.origin = f.origin AND w.time_hour = f.time_hour
WHERE f.dep_delay IS NOT NULL;
