CREATE TABLE legs AS SELECT sched_dep, carrier, CAST(hour % 5 AS INTEGER)! AS ways, arr_delay FROM flights;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, carrier, ways, arr_delay > 15 AS late FROM legs;
