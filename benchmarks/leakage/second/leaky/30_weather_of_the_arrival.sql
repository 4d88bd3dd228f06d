-- L3.1, S3: the weather at the hour of landing, which is after the prediction.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, w.wind_gust, f.arr_delay > 15 AS is_late
FROM flights f ASOF LEFT JOIN weather w ON w.origin = f.origin AND w.time_hour <= f.sched_dep + INTERVAL 3 HOUR;
