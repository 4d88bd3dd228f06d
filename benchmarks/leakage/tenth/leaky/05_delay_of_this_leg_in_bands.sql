-- L2, S2: the band of the departure delay is a feature two hours before the departure, when no flight has left yet.
CREATE MACRO delay_band(minutes) AS
CASE WHEN minutes IS NULL THEN 'none' WHEN minutes <= 0 THEN 'early' WHEN minutes <= 15 THEN 'short'
  WHEN minutes <= 60 THEN 'long' ELSE 'very long' END;

CREATE VIEW stg_ops AS
SELECT concat_ws('/', carrier, flight, origin, sched_dep) AS flight_key, tailnum, carrier, origin, dest, distance, hour,
  sched_dep, sched_dep - INTERVAL 2 HOUR AS decision_time, left_at, dep_delay, arr_delay
FROM flights;

CREATE TABLE ops_features AS
SELECT flight_key, carrier, origin, dest, distance, hour, sched_dep, decision_time, delay_band(dep_delay) AS ops_band,
  arr_delay > 15 AS is_late
FROM stg_ops;

CREATE MODEL late_arrival
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
KEY (flight_key)
CARRY (sched_dep)
PREDICT AT decision_time
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM ops_features;
