-- L3.1, S3 or S4: readings and flights are one stream in which the last value is carried on to the departure, and it is asked
-- three hours before it.
CREATE TABLE int_events AS
SELECT origin, time_hour + INTERVAL 1 HOUR AS happened_at, 1 AS kind, temp, wind_speed, wind_gust, visib,
  NULL AS carrier, NULL AS flight, CAST(NULL AS TIMESTAMP) AS sched_dep
FROM weather
UNION ALL
SELECT origin, sched_dep, 0, NULL, NULL, NULL, NULL, carrier, flight, sched_dep
FROM flights;

CREATE TABLE int_filled AS
SELECT origin, kind, carrier, flight, sched_dep,
  last_value(temp IGNORE NULLS) OVER stream AS temp, last_value(wind_speed IGNORE NULLS) OVER stream AS wind_speed,
  last_value(visib IGNORE NULLS) OVER stream AS visib
FROM int_events
WINDOW stream AS (
  PARTITION BY origin ORDER BY happened_at, kind, carrier, flight, sched_dep
  ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
);

CREATE TABLE mart_flights AS
SELECT e.* EXCLUDE (kind), f.distance, f.hour, f.dep_delay
FROM int_filled AS e
JOIN flights AS f ON f.carrier = e.carrier AND f.flight = e.flight AND f.sched_dep = e.sched_dep AND f.origin = e.origin
WHERE e.kind = 0;

CREATE MODEL departure_delay
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['dep_delay'])
KEY (carrier, flight, sched_dep, origin)
PREDICT AT sched_dep - INTERVAL 3 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM mart_flights;
