-- A rolling mean of the weather that ends with its row, then ASOF three hours before.
CREATE VIEW recent_weather AS SELECT origin, time_hour, avg(temp) OVER (PARTITION BY origin ORDER BY time_hour ROWS BETWEEN 5 PRECEDING AND CURRENT ROW) AS temp_6h FROM weather;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, w.temp_6h, f.arr_delay > 15 AS is_late
FROM flights f ASOF JOIN recent_weather w ON w.origin = f.origin AND w.time_hour <= f.sched_dep - INTERVAL 3 HOUR;
