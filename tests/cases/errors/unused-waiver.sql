CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
CARRY (carrier)
ALLOW LEAKAGE (sched_dep) BECAUSE 'it is known before'
AS SELECT sched_dep, carrier, hour, arr_delay > 15 AS late FROM flights;
