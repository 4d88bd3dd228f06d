-- Rows chosen by membership in a table of known things.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, f.distance, f.arr_delay > 15 AS is_late FROM flights f WHERE f.dest IN (SELECT faa FROM airports WHERE alt < 1000);
