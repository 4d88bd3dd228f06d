-- SELECT * of a table, and TRANSFORM names what is learned.
CREATE MODEL m
TRANSFORM (carrier, ML.STANDARD_SCALER(distance) OVER () AS distance, hour, is_late)
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, carrier, distance, hour, dep_delay, arr_delay > 15 AS is_late FROM flights;
