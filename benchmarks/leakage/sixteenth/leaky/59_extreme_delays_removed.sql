-- L3.3, S7: flights with a great delay are removed as outliers, by the very delay that is predicted.
CREATE VIEW usual_flights AS
SELECT carrier, origin, dest, hour, distance, sched_dep, arr_delay, left_at + (air_time + 60) * INTERVAL 1 MINUTE AS landed
FROM flights
WHERE arr_delay BETWEEN -45 AND 60;

CREATE MODEL arrival_delay
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT sched_dep - INTERVAL 6 HOUR
LABEL KNOWN AT landed
AS SELECT * FROM usual_flights;
