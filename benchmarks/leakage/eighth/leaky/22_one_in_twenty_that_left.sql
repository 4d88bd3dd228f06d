-- L3.3, S7 or S1: to even things out, all cancelled flights are kept and one in twenty of the others, in the
-- test as well.
CREATE TABLE int_flights AS
SELECT sched_dep, carrier, flight, origin, dest, distance, hour, arr_delay, dep_time IS NULL AS is_cancelled FROM flights;

CREATE TABLE int_sample AS
SELECT * FROM int_flights
WHERE is_cancelled OR hash(carrier, flight, sched_dep) % 20 = 0;

CREATE TABLE mart_sample AS
SELECT s.* EXCLUDE (arr_delay, flight), a.lat, a.lon, a.alt FROM int_sample AS s LEFT JOIN airports AS a ON a.faa = s.dest;

CREATE MODEL cancelled
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_cancelled'], auto_class_weights = TRUE)
PREDICT AT sched_dep - INTERVAL 3 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM mart_sample;
