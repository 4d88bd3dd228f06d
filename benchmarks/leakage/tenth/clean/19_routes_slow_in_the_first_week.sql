-- The routes that get a flag of their own are those with many late arrivals in the first week, all landed before the
-- first flight that the model reads.
CREATE VIEW stg_legs AS
SELECT concat_ws('/', carrier, flight, origin, sched_dep) AS flight_key, origin || '-' || dest AS route, carrier,
  sched_dep, hour, distance, arr_delay
FROM flights;

CREATE TABLE slow_routes AS
SELECT route
FROM stg_legs
WHERE sched_dep < TIMESTAMP '2013-01-08 00:00:00'
GROUP BY route
HAVING count(arr_delay) >= 10
  AND avg(CASE WHEN arr_delay > 15 THEN 1.0 ELSE 0.0 END) > (
    SELECT 1.3 * avg(CASE WHEN arr_delay > 15 THEN 1.0 ELSE 0.0 END)
    FROM stg_legs
    WHERE sched_dep < TIMESTAMP '2013-01-08 00:00:00'
  );

CREATE TABLE legs AS
SELECT l.flight_key, l.sched_dep, l.carrier, l.hour, l.distance, dayofweek(l.sched_dep) AS weekday,
  CASE WHEN s.route IS NOT NULL THEN l.route ELSE 'ordinary' END AS slow_route, l.arr_delay > 15 AS is_late
FROM stg_legs AS l LEFT JOIN slow_routes AS s ON s.route = l.route
WHERE l.sched_dep >= TIMESTAMP '2013-01-10 12:00:00';

CREATE MODEL late_by_route
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'], category_encoding_method = 'ONE_HOT_ENCODING'
)
KEY (flight_key)
PREDICT AT sched_dep - INTERVAL 12 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM legs;
