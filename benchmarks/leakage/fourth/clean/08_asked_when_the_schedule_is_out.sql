-- The flight comes into the schedule 24 hours before it leaves, and the prediction is made 23 hours before.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 23 HOUR
AS SELECT f.sched_dep, f.carrier, f.dest, f.tailnum IS NULL AS unassigned, f.arr_delay > 15 AS is_late
FROM flights f;
