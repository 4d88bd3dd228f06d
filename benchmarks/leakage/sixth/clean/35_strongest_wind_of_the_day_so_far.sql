-- The strongest wind of the day up to the reading that is found three hours before departure: the window
-- has an order, and ends with its own row.
CREATE TABLE wind AS
SELECT origin, time_hour, wind_speed,
  max(wind_speed) OVER (PARTITION BY origin, date_trunc('day', time_hour) ORDER BY time_hour) AS strongest
FROM weather;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR LABEL KNOWN AT sched_dep + INTERVAL 1 DAY
AS
SELECT f.sched_dep, f.carrier, f.dest, f.distance, w.wind_speed, w.strongest, f.dep_delay > 15 AS is_late
FROM flights AS f ASOF LEFT JOIN wind AS w ON w.origin = f.origin AND w.time_hour <= f.sched_dep - INTERVAL 3 HOUR;
