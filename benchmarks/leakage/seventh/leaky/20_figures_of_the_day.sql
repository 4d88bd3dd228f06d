-- L3.1, S3 or S1 or S2: daily figures of the airport are joined by the day itself, so a flight of the
-- morning reads the delays of the evening and its own.
CREATE TABLE agg_airport_days AS
SELECT origin, date_trunc('day', sched_dep) AS day,
  count(*) AS n_flights, avg(arr_delay) AS mean_delay, max(dep_delay) AS worst_delay
FROM flights GROUP BY 1, 2;

CREATE TABLE mart_flights AS
SELECT f.sched_dep, f.carrier, f.origin, f.dest, f.distance, d.n_flights, d.mean_delay, d.worst_delay, f.arr_delay > 15 AS is_late
FROM flights AS f
LEFT JOIN agg_airport_days AS d ON d.origin = f.origin AND d.day = date_trunc('day', f.sched_dep);

CREATE MODEL late_arrival
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM mart_flights;
