-- L1.3, S5 or S4: the destination is encoded by the share of late flights among all of its flights, those of the test included.
CREATE TABLE dest_encoding AS
SELECT dest, avg(CAST(arr_delay > 15 AS INTEGER)) AS dest_late_rate, count(*) AS n_flights
FROM flights
WHERE arr_delay IS NOT NULL
GROUP BY dest;

CREATE MODEL late_arrival
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS
SELECT f.sched_dep, f.carrier, f.origin, f.distance, f.hour, e.dest_late_rate, f.arr_delay > 15 AS is_late
FROM flights f
JOIN dest_encoding e ON e.dest = f.dest;
