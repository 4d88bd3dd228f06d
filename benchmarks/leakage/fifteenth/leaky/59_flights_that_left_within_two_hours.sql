-- L3.3, S7: flights with a departure delay above two hours, known only later, are left out of training and test.
CREATE VIEW regular_flights AS
SELECT *
FROM flights
WHERE dep_delay BETWEEN -20 AND 120;

CREATE MODEL minutes_late
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS
SELECT sched_dep, carrier, origin, dest, distance, hour, dayofweek(sched_dep) AS weekday, arr_delay
FROM regular_flights;
