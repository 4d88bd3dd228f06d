-- L2, S2: the moment of departure is a feature of a prediction made before it.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 30 MINUTE
AS SELECT sched_dep, carrier, hour(left_at) AS hour_left, arr_delay > 15 AS is_late FROM flights;
