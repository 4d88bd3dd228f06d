-- L3.3, S7: only flights that left at most an hour late are kept, which nobody knows when the prediction is made.
CREATE VIEW normal_flights AS
SELECT sched_dep, left_at, carrier, origin, dest, distance, hour, air_time, arr_delay
FROM flights
WHERE dep_delay <= 60;

CREATE MODEL arrival_delay
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['arr_delay'])
CARRY (air_time)
PREDICT AT sched_dep - INTERVAL 4 HOUR
LABEL KNOWN AT left_at + (air_time + 60) * INTERVAL 1 MINUTE
AS SELECT * FROM normal_flights;
