-- L3.1, S4: whether the aircraft's next flight left late.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT NONE
AS SELECT carrier, distance, lead(dep_delay) OVER (PARTITION BY tailnum ORDER BY sched_dep) AS next_delay, arr_delay > 15 AS is_late FROM flights;
