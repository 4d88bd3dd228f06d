-- L1.2, S5 or S4 or S1: each destination is encoded by its share of late arrivals over the whole file, so the flight
-- itself and all later ones are in its own feature.
CREATE TABLE arrivals AS
SELECT concat_ws('/', carrier, flight, origin, sched_dep) AS flight_key, sched_dep, carrier, origin, dest, distance,
  hour, arr_delay > 15 AS is_late
FROM flights;

CREATE TABLE arrivals_encoded AS
WITH dest_rate AS (
  SELECT dest, avg(CAST(is_late AS INTEGER)) AS late_share, count(is_late) AS n FROM arrivals GROUP BY dest
)
SELECT a.* EXCLUDE (dest), d.late_share AS dest_late_share, ln(d.n) AS dest_size
FROM arrivals AS a JOIN dest_rate AS d USING (dest);

CREATE MODEL late_arrival
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'], max_tree_depth = 5)
KEY (flight_key)
PREDICT AT sched_dep - INTERVAL 3 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
STANDARDS (roc_auc >= 0.6, calibration_error <= 0.1 WARN)
AS SELECT * FROM arrivals_encoded;
