-- Cancelled flights, six hours before, from the timetable and the weather reports of the airport until then.
CREATE TABLE cancellation_features AS
SELECT
  f.sched_dep,
  f.carrier,
  f.origin,
  f.distance,
  f.hour,
  w.temp,
  w.wind_speed,
  w.visib,
  CASE WHEN w.precip > 0 THEN 'wet' ELSE 'dry' END AS ground,
  f.dep_time IS NULL AS is_cancelled
FROM flights f
LEFT JOIN weather w
  ON w.origin = f.origin AND w.time_hour = f.time_hour - INTERVAL 8 HOUR;

CREATE MODEL cancelled
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_cancelled'],
  auto_class_weights = TRUE, min_evidence = 'LOW'
)
PREDICT AT sched_dep - INTERVAL 6 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM cancellation_features;
