-- The week that was not delivered yet is filled with copies of the week before for the planning board; the model
-- leaves the filled rows out.
CREATE VIEW stg_departures AS
SELECT carrier, flight, origin, dest, distance, hour, sched_dep, dep_delay FROM flights;

CREATE TABLE departures_filled AS
SELECT *, FALSE AS is_filled FROM stg_departures
UNION ALL
SELECT * REPLACE (sched_dep + INTERVAL 7 DAY AS sched_dep), TRUE AS is_filled
FROM stg_departures
WHERE sched_dep >= TIMESTAMP '2013-01-17 06:00:00';

CREATE TABLE planning_board AS
SELECT date_trunc('day', sched_dep) AS day, origin, count(*) AS departures, count(*) FILTER (WHERE is_filled) AS filled
FROM departures_filled
GROUP BY ALL;

CREATE MODEL leaves_late
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['leaves_late'])
KEY (flight_key)
PREDICT AT sched_dep - INTERVAL 3 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 1 DAY
AS
SELECT concat_ws('/', carrier, flight, origin, sched_dep) AS flight_key, carrier, origin, dest, distance, hour,
  sched_dep, dep_delay > 20 AS leaves_late
FROM departures_filled WHERE NOT is_filled;
