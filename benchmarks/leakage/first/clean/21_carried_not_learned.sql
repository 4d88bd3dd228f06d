-- The outcome is carried along for people, not learned.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
CARRY (arr_delay) PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, carrier, distance, arr_delay, arr_delay > 15 AS is_late FROM flights;
