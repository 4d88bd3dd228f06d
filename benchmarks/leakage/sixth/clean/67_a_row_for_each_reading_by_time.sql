-- The same two dozen rows a flight; but the split is by the time of the prediction, which they share, and
-- equal times stay together.
CREATE TABLE hours_before AS
SELECT f.sched_dep, f.carrier, f.dest, f.distance, date_diff('hour', w.time_hour, f.sched_dep) AS before, w.wind_speed,
  w.visib, f.dep_delay > 15 AS is_late
FROM flights AS f JOIN weather AS w
  ON w.origin = f.origin AND w.time_hour BETWEEN f.sched_dep - INTERVAL 27 HOUR AND f.sched_dep - INTERVAL 3 HOUR;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR LABEL KNOWN AT sched_dep + INTERVAL 1 DAY
AS SELECT * FROM hours_before;
