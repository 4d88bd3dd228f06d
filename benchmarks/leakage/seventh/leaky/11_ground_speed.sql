-- L2, S2: the time in the air, and the speed that follows from it, are measured by the flight that is
-- asked about.
CREATE VIEW stg_flights AS
SELECT sched_dep, carrier, tailnum, origin, dest, hour, distance, air_time, arr_delay FROM flights;

CREATE VIEW stg_planes AS SELECT tailnum, year AS built_in, manufacturer, seats, engines FROM planes;

CREATE TABLE fct_flights AS
SELECT f.sched_dep, f.carrier, f.origin, f.dest, f.hour, f.distance,
  f.air_time AS minutes_in_air, f.distance / (f.air_time / 60.0) AS ground_speed,
  p.built_in, p.seats, f.arr_delay
FROM stg_flights AS f LEFT JOIN stg_planes AS p ON p.tailnum = f.tailnum;

CREATE MODEL late_arrival
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * EXCLUDE (arr_delay), arr_delay > 15 AS is_late FROM fct_flights;
