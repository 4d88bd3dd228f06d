-- L3.3, S7: only flights that left late, chosen by the delay at departure; the day before nobody knows which these are.
CREATE VIEW delayed_flights AS
SELECT sched_dep, carrier, origin, dest, distance, hour, dayofweek(sched_dep) AS weekday, arr_delay
FROM flights
WHERE dep_delay > 15 AND arr_delay IS NOT NULL;

CREATE MODEL how_late
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT sched_dep - INTERVAL 12 HOUR
AS SELECT * FROM delayed_flights;
