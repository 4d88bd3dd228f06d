-- L1.4, S8 or L3.2: a flight has a row for each of the hours of weather before it, two dozen with one answer, and
-- the split at random tears them apart.
CREATE TABLE hours_before AS
SELECT f.sched_dep, f.carrier, f.dest, f.distance, date_diff('hour', w.time_hour, f.sched_dep) AS before, w.wind_speed,
  w.visib, f.dep_delay > 15 AS is_late
FROM flights AS f JOIN weather AS w
  ON w.origin = f.origin AND w.time_hour BETWEEN f.sched_dep - INTERVAL 27 HOUR AND f.sched_dep - INTERVAL 3 HOUR;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late']) PREDICT AT NONE
AS SELECT * EXCLUDE (sched_dep) FROM hours_before;
