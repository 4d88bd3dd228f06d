-- An hour before departure the weather of the hour that began three hours before it has been out for an hour.
CREATE MODEL late_departure
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['left_late'], auto_class_weights = TRUE)
TRANSFORM (
  carrier, origin, hour, wind_speed, visib,
  ML.IMPUTER(temp, 'median') OVER () AS temp,
  COALESCE(precip, 0) > 0 AS rains,
  left_late
)
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT left_at
AS
SELECT
  f.carrier, f.origin, f.hour, w.temp, w.wind_speed, w.visib, w.precip, f.sched_dep, f.left_at,
  CASE WHEN f.dep_delay > 15 THEN 1 WHEN f.dep_delay <= 15 THEN 0 END AS left_late
FROM flights f
LEFT JOIN weather w ON w.origin = f.origin AND w.time_hour = f.time_hour - INTERVAL 3 HOUR;
