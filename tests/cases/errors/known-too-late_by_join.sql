CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, w.temp, w.wind, f.arr_delay > 15 AS late
FROM flights f ASOF LEFT JOIN weather w ON w.origin = f.origin AND w.read_at <= f.sched_dep;
