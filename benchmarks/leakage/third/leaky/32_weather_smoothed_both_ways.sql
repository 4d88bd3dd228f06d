-- L3.1, S4: the temperature is smoothed over three hours before and after, then joined in time.
CREATE TABLE smooth AS SELECT origin, time_hour, avg(temp) OVER (PARTITION BY origin ORDER BY time_hour RANGE BETWEEN INTERVAL 3 HOUR PRECEDING AND INTERVAL 3 HOUR FOLLOWING) AS temp_smooth FROM weather;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late']) PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, s.temp_smooth, f.arr_delay > 15 AS is_late FROM flights f ASOF LEFT JOIN smooth s ON s.origin = f.origin AND s.time_hour <= f.sched_dep - INTERVAL 3 HOUR;
