-- The report of a month is out 41 days after its first, ten days and more into the next month; that of the month before last is always out.
CREATE TABLE route_report KNOWN AT month_start + INTERVAL 41 DAY AS
SELECT dest, date_trunc('month', sched_dep) AS month_start, avg(arr_delay) AS mean_delay, count(*) AS n_flights FROM flights GROUP BY ALL;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, r.mean_delay, r.n_flights, f.arr_delay > 15 AS is_late
FROM flights f LEFT JOIN route_report r ON r.dest = f.dest AND r.month_start = date_trunc('month', f.sched_dep - INTERVAL 1 HOUR) - INTERVAL 2 MONTH;
