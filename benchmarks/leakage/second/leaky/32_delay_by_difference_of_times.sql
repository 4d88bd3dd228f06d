-- L2, S2: the delay is not selected, but reckoned from two times of day.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 15 MINUTE
AS SELECT sched_dep, carrier, arr_time - sched_arr_time AS clock_difference, arr_delay > 15 AS is_late FROM flights;
