-- L3.1, S2: the flight comes into the schedule a day before it leaves, and the prediction is made three days before: carrier, destination, aircraft are not known then.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 3 DAY
AS SELECT f.sched_dep, f.carrier, f.dest, f.tailnum IS NULL AS unassigned, f.arr_delay > 15 AS is_late
FROM flights f;
