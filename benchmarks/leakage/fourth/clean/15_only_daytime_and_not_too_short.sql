-- The question is about long flights by day, which the schedule says.
CREATE VIEW regular AS SELECT * FROM flights WHERE distance BETWEEN 500 AND 3000 AND hour BETWEEN 6 AND 21;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, carrier, origin, dest, arr_delay > 15 AS is_late FROM regular;
