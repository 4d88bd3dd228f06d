-- Means of a whole month, of two months before.
CREATE TABLE monthly AS SELECT dest, date_trunc('month', sched_dep) AS month_start, avg(arr_delay) AS mean_delay FROM flights GROUP BY 1, 2;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late']) PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, m.mean_delay, f.arr_delay > 15 AS is_late
FROM flights f LEFT JOIN monthly m ON m.dest = f.dest AND m.month_start = date_trunc('month', f.sched_dep - INTERVAL 62 DAY);
