-- The first model learned flights whose answers were known by the 9th; its guess is a feature of flights from the 10th on.
CREATE MODEL first_guess OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT sched_dep - INTERVAL 1 HOUR LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT sched_dep, carrier, dest, arr_delay FROM flights WHERE sched_dep < TIMESTAMP '2013-01-07';
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, carrier, distance, predicted_arr_delay AS expected, is_late
FROM ML.PREDICT(MODEL first_guess, (SELECT sched_dep, carrier, dest, distance, arr_delay > 15 AS is_late FROM flights WHERE sched_dep >= TIMESTAMP '2013-01-10'));
