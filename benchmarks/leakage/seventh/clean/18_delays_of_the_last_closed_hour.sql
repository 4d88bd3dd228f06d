-- Delays of flights that have really left, an hour at a time, and only hours that were over two hours
-- before the flight is due.
CREATE TABLE int_departed_hours AS
SELECT origin, date_trunc('hour', left_at) + INTERVAL 1 HOUR AS closed_at, avg(dep_delay) AS recent_delay, count(*) AS n_left
FROM flights WHERE left_at IS NOT NULL GROUP BY 1, 2;

CREATE MODEL late_arrival
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 2 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS
SELECT f.sched_dep, f.carrier, f.origin, f.dest, f.distance, h.recent_delay, h.n_left, f.arr_delay > 15 AS is_late
FROM flights AS f
ASOF LEFT JOIN int_departed_hours AS h ON h.origin = f.origin AND h.closed_at < f.sched_dep - INTERVAL 2 HOUR;
