-- L2, S2: dep_delay is known when the flight has left, the prediction is made an hour before.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, carrier, distance, dep_delay, arr_delay > 15 AS is_late FROM flights;
