CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, w.temp, f.arr_delay > 15 AS late
FROM flights f JOIN weather w ON w.origin = f.origin;
