-- L3.3, S7: only flights that left late are kept, which nobody knows a few hours before.
CREATE VIEW delayed_flights AS
SELECT sched_dep, carrier, origin, dest, distance, hour, arr_delay
FROM flights
WHERE dep_delay > 0 AND arr_delay IS NOT NULL;

CREATE MODEL arrival_delay
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT sched_dep - INTERVAL 4 HOUR
STANDARDS (mean_absolute_error <= 40)
AS
SELECT sched_dep, carrier, origin, dest, distance, hour, arr_delay
FROM delayed_flights;
