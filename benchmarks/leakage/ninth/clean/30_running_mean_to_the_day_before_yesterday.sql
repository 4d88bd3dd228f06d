-- The running mean ends with the day before yesterday, whose last flight had left before it is asked.
CREATE VIEW stg_flights AS
SELECT date_trunc('day', sched_dep) AS flight_day, sched_dep, carrier, flight, origin, hour, distance, dep_delay FROM flights;

CREATE TABLE int_flights AS
SELECT *,
  avg(dep_delay) OVER days AS mean_delay_so_far, count(dep_delay) OVER days AS n_so_far
FROM stg_flights
WINDOW days AS (
  PARTITION BY origin, carrier ORDER BY flight_day
  RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 2 DAY PRECEDING
);

CREATE MODEL departure_delay
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['dep_delay'])
KEY (carrier, flight, sched_dep)
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * EXCLUDE (flight_day) FROM int_flights;
