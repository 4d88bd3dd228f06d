-- Only flights planned between six in the morning and ten at night are kept, and of them only by what the plan says.
CREATE TABLE stg_regular_flights AS
SELECT sched_dep, carrier, flight, origin, dest, distance, hour, sched_arr_time, dep_delay, arr_delay
FROM flights
WHERE sched_dep_time BETWEEN 600 AND 2200 AND distance > 100;

CREATE MODEL late_arrival
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
CARRY (flight)
PREDICT AT sched_dep - INTERVAL 2 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * EXCLUDE (dep_delay, arr_delay), arr_delay > 15 AS is_late FROM stg_regular_flights;
