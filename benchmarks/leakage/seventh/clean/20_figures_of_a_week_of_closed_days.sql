-- The same daily figures, of the seven days that end three days before: by then even a flight that was a
-- day late has landed.
CREATE TABLE agg_airport_days AS
SELECT origin, date_trunc('day', sched_dep) AS day,
  count(*) AS n_flights, avg(arr_delay) AS mean_delay, max(dep_delay) AS worst_delay
FROM flights GROUP BY 1, 2;

CREATE TABLE agg_airport_weeks AS
SELECT d.origin, d.day, avg(b.n_flights) AS n_flights, avg(b.mean_delay) AS mean_delay, max(b.worst_delay) AS worst_delay
FROM agg_airport_days AS d
LEFT JOIN agg_airport_days AS b
  ON b.origin = d.origin AND b.day BETWEEN d.day - INTERVAL 9 DAY AND d.day - INTERVAL 3 DAY
GROUP BY 1, 2;

CREATE TABLE mart_flights AS
SELECT f.sched_dep, f.carrier, f.origin, f.dest, f.distance, w.n_flights, w.mean_delay, w.worst_delay, f.arr_delay > 15 AS is_late
FROM flights AS f
LEFT JOIN agg_airport_weeks AS w ON w.origin = f.origin AND w.day = date_trunc('day', f.sched_dep);

CREATE MODEL late_arrival
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM mart_flights;
