-- An average, but of hours that are known: between thirty and five hours before.
CREATE TABLE calm AS
SELECT f.carrier, f.flight, f.origin, f.sched_dep, avg(w.wind_speed) AS wind, any_value(f.arr_delay ORDER BY f.sched_dep) AS arr_delay
FROM flights f JOIN weather w ON w.origin = f.origin AND w.time_hour > f.sched_dep - INTERVAL 30 HOUR AND w.time_hour < f.sched_dep - INTERVAL 5 HOUR
GROUP BY f.carrier, f.flight, f.origin, f.sched_dep;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, carrier, wind, arr_delay > 15 AS is_late FROM calm;
