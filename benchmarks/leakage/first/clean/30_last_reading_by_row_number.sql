-- The newest reading before the flight, picked by row_number within a bounded join.
CREATE TABLE latest AS
SELECT f.sched_dep, f.origin, f.carrier, f.arr_delay, w.temp FROM flights f JOIN weather w ON w.origin = f.origin AND w.time_hour BETWEEN f.sched_dep - INTERVAL 9 HOUR AND f.sched_dep - INTERVAL 3 HOUR
QUALIFY row_number() OVER (PARTITION BY f.carrier, f.flight, f.origin, f.sched_dep ORDER BY w.time_hour DESC) = 1;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, origin, carrier, temp, arr_delay > 15 AS is_late FROM latest;
