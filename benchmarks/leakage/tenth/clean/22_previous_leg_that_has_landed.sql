-- The arrival delay is that of the aircraft's last leg which had been reported as landed three hours before the
-- departure, found by ASOF on the time of the report.
CREATE VIEW stg_legs AS
SELECT concat_ws('/', carrier, flight, origin, sched_dep) AS flight_key, tailnum, carrier, origin, dest, distance, hour,
  sched_dep, arr_delay, left_at + (air_time + 60) * INTERVAL 1 MINUTE AS reported_at
FROM flights
WHERE tailnum IS NOT NULL;

CREATE TABLE legs_with_history AS
SELECT l.flight_key, l.carrier, l.origin, l.dest, l.distance, l.hour, l.sched_dep,
  b.arr_delay AS delay_before, date_diff('minute', b.reported_at, l.sched_dep) AS gap, l.arr_delay > 15 AS is_late
FROM stg_legs AS l
ASOF LEFT JOIN (SELECT tailnum, reported_at, arr_delay FROM stg_legs WHERE reported_at IS NOT NULL) AS b
  ON b.tailnum = l.tailnum AND b.reported_at < l.sched_dep - INTERVAL 3 HOUR;

CREATE MODEL late_leg
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['is_late'], max_tree_depth = 10)
KEY (flight_key)
PREDICT AT sched_dep - INTERVAL 3 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM legs_with_history;
