-- L3.1, S3: ASOF with >= takes the first reading after the scheduled departure.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, w.humid, w.wind_dir, f.arr_delay > 15 AS is_late
FROM flights f ASOF LEFT JOIN weather w ON w.origin = f.origin AND w.time_hour >= f.sched_dep;
