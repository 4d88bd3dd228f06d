-- L3.3, S7: the day-ahead model is made and judged on flights that left late, which nobody knows three hours before.
CREATE VIEW delayed_flights AS
SELECT sched_dep, carrier, origin, dest, distance, hour, dayofweek(sched_dep) AS weekday, arr_delay
FROM flights
WHERE dep_delay > 0;

CREATE MODEL minutes_late
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT sched_dep - INTERVAL 3 HOUR
AS SELECT * FROM delayed_flights;
