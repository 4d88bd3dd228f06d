-- L3.1, S4: how many flights the whole day has, those after this one included.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, carrier, avg(dep_delay) OVER (PARTITION BY origin, month, day) AS delay_of_the_day, arr_delay > 15 AS is_late FROM flights;
