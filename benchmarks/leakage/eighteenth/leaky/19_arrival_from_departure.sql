-- L2, S2: delay at departure and minutes in the air are known only after the hour at which the arrival is predicted.
CREATE VIEW arrivals AS
SELECT carrier, flight, origin, dest, distance, hour, dep_delay, air_time, sched_dep, left_at, arr_delay
FROM flights;

CREATE MODEL arrival_delay
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['arr_delay'])
KEY (carrier, flight, origin, sched_dep)
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT left_at + (air_time + 60) * INTERVAL 1 MINUTE
AS SELECT * FROM arrivals;
