-- Each destination is encoded by its share of late arrivals, but over flights that were scheduled at least three
-- days before: even the most delayed of them had landed when the prediction is made.
CREATE TABLE arrivals AS
SELECT concat_ws('/', carrier, flight, origin, sched_dep) AS flight_key, sched_dep, carrier, origin, dest, distance,
  hour, arr_delay > 15 AS is_late
FROM flights;

CREATE TABLE arrivals_encoded AS
SELECT * EXCLUDE (dest),
  avg(CAST(is_late AS INTEGER)) OVER earlier AS dest_late_share, ln(1 + count(is_late) OVER earlier) AS dest_size
FROM arrivals
WINDOW earlier AS (
  PARTITION BY dest ORDER BY sched_dep RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 3 DAY PRECEDING
);

CREATE MODEL late_arrival
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'], max_tree_depth = 5)
KEY (flight_key)
PREDICT AT sched_dep - INTERVAL 3 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
STANDARDS (roc_auc >= 0.6, calibration_error <= 0.1 WARN)
AS SELECT * FROM arrivals_encoded;
