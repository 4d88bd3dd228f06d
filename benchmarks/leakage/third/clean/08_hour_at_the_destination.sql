-- Clocks of other zones, of a time that is scheduled.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late']) PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, extract(hour FROM (f.sched_dep + CAST(a.tz + 5 AS INTEGER) * INTERVAL 1 HOUR)) AS hour_there, isodow(f.sched_dep) AS weekday, f.arr_delay > 15 AS is_late
FROM flights f LEFT JOIN airports a ON a.faa = f.dest;
