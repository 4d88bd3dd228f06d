CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['late'])
PREDICT AT NONE
AS SELECT carrier, lead(dep_delay) OVER (PARTITION BY tailnum ORDER BY sched_dep) AS next_delay, arr_delay > 15 AS late FROM flights;
