-- An ordinary project: staging drops flights by distance and hour, as they stand in the schedule.
CREATE VIEW stg_flights AS
SELECT sched_dep, carrier, origin, dest, distance, hour, arr_delay
FROM flights
WHERE distance >= 150 AND hour BETWEEN 6 AND 21;

CREATE TABLE mart_flights AS
SELECT f.sched_dep, a.name AS airline, f.origin, f.dest, f.distance, f.hour, f.arr_delay > 15 AS is_late
FROM stg_flights AS f JOIN airlines AS a ON a.carrier = f.carrier;

CREATE MODEL late_arrival
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM mart_flights;
