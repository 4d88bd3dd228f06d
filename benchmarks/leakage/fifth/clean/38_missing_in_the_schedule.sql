-- A cancelled flight counts as bad; that no aircraft is named in the schedule is a feature.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_bad'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, carrier, dest, tailnum IS NULL AS has_no_aircraft, coalesce(arr_delay > 30, true) AS is_bad FROM flights;
