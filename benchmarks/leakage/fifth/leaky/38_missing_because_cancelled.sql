-- L2, S1 or S2: a cancelled flight counts as bad, and that its delay is missing is a feature.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_bad'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, carrier, dest, arr_delay IS NULL AS has_no_reading, coalesce(arr_delay > 30, true) AS is_bad FROM flights;
