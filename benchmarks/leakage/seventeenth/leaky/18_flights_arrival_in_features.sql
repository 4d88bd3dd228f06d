-- L2, S2: whether a flight is late is asked two hours before departure, with the delay at departure and the time in the air among the features.
CREATE MODEL late_arrival
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
TRANSFORM (carrier, origin, dest, distance, hour, dep_delay, air_time)
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS
SELECT sched_dep, carrier, origin, dest, distance, hour, dep_delay, air_time, arr_delay > 15 AS is_late
FROM flights;
