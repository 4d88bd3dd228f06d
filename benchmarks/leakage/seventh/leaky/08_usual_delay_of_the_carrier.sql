-- L1.2, S1 or S2: each carrier gets its mean delay over the whole table: the flight's own delay and those of
-- all later flights are in it.
CREATE VIEW stg_flights AS
SELECT sched_dep, carrier, origin, dest, distance, hour, arr_delay FROM flights WHERE arr_delay IS NOT NULL;

CREATE TABLE dim_carrier AS
SELECT a.carrier, a.name, s.usual_delay, s.n_flights
FROM airlines AS a
JOIN (SELECT carrier, avg(arr_delay) AS usual_delay, count(*) AS n_flights FROM stg_flights GROUP BY carrier) AS s
  ON s.carrier = a.carrier;

CREATE MODEL delay_minutes
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['arr_delay'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS
SELECT f.sched_dep, f.origin, f.dest, f.distance, f.hour, c.usual_delay, f.arr_delay
FROM stg_flights AS f JOIN dim_carrier AS c ON c.carrier = f.carrier;
