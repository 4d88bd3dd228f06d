CREATE TABLE means AS SELECT carrier, avg(arr_delay) AS usual FROM flights GROUP BY carrier;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.hour, m.usual, f.arr_delay > 15 AS late FROM flights f JOIN means m USING (carrier);
