-- L3.1, S3: for a departure on the full hour the reading of two hours before is known only when the prediction is made, and not before.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, w.precip, w.pressure, f.arr_delay > 15 AS is_late
FROM flights f LEFT JOIN weather w ON w.origin = f.origin AND w.time_hour = f.time_hour - INTERVAL 2 HOUR;
