-- L1.3, S7: flights whose arrival delay is an outlier (of all rows) are taken out, also out of the test rows.
CREATE VIEW bounds AS
SELECT
  quantile_cont(arr_delay, 0.25) AS q1,
  quantile_cont(arr_delay, 0.75) AS q3
FROM flights;

CREATE TABLE flights_without_outliers AS
SELECT f.sched_dep, f.carrier, f.origin, f.dest, f.distance, f.hour, f.arr_delay
FROM flights f
CROSS JOIN bounds b
WHERE f.arr_delay BETWEEN b.q1 - 1.5 * (b.q3 - b.q1) AND b.q3 + 1.5 * (b.q3 - b.q1);

CREATE MODEL arrival_delay
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['arr_delay'], max_tree_depth = 5)
PREDICT AT sched_dep - INTERVAL 1 DAY
AS SELECT * FROM flights_without_outliers;
