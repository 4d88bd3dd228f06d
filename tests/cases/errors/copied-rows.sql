CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, carrier, arr_delay > 15 AS late FROM flights
UNION ALL SELECT sched_dep, carrier, arr_delay > 15 AS late FROM flights;
