-- A band of a departure delay is a feature, but of the aircraft's last leg that had left by two hours before the
-- departure.
CREATE MACRO delay_band(minutes) AS
CASE WHEN minutes IS NULL THEN 'none' WHEN minutes <= 0 THEN 'early' WHEN minutes <= 15 THEN 'short'
  WHEN minutes <= 60 THEN 'long' ELSE 'very long' END;

CREATE VIEW stg_ops AS
SELECT concat_ws('/', carrier, flight, origin, sched_dep) AS flight_key, tailnum, carrier, origin, dest, distance, hour,
  sched_dep, sched_dep - INTERVAL 2 HOUR AS decision_time, left_at, dep_delay, arr_delay
FROM flights;

CREATE TABLE ops_features AS
SELECT f.flight_key, f.carrier, f.origin, f.dest, f.distance, f.hour, f.sched_dep, f.decision_time,
  delay_band(b.dep_delay) AS ops_band, f.arr_delay > 15 AS is_late
FROM stg_ops AS f
ASOF LEFT JOIN (SELECT tailnum, left_at, dep_delay FROM stg_ops WHERE left_at IS NOT NULL) AS b
  ON b.tailnum = f.tailnum AND b.left_at < f.decision_time;

CREATE MODEL late_arrival
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
KEY (flight_key)
CARRY (sched_dep)
PREDICT AT decision_time
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM ops_features;
