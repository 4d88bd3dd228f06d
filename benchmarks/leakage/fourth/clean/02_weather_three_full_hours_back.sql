-- The full hour of departure less three hours, plus the hour until it is known: two hours before departure at the latest, and it is asked one hour before.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, w.precip, w.pressure, f.arr_delay > 15 AS is_late
FROM flights f LEFT JOIN weather w ON w.origin = f.origin AND w.time_hour = date_trunc('hour', f.sched_dep) - INTERVAL 3 HOUR;
