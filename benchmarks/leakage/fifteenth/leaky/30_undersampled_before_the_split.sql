-- L3.3, S7: all late flights but only a quarter of the others are kept, so the test has far more late flights than there are.
CREATE TABLE balanced_flights AS
SELECT sched_dep, carrier, flight, origin, dest, distance, hour, arr_delay > 15 AS is_late
FROM flights
WHERE arr_delay > 15
   OR (arr_delay <= 15 AND hash(carrier, flight, sched_dep) % 4 = 0);

CREATE MODEL late_balanced
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['is_late'])
CARRY (flight)
PREDICT AT sched_dep - INTERVAL 1 HOUR
STANDARDS (precision >= 0.6)
AS SELECT * FROM balanced_flights;
