-- The table of means is made of flights before the first row of the model.
CREATE TABLE january AS SELECT carrier, avg(arr_delay) AS january_delay FROM flights WHERE sched_dep < TIMESTAMP '2013-01-15' GROUP BY carrier;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, j.january_delay, f.arr_delay > 15 AS is_late
FROM flights f JOIN january j USING (carrier) WHERE f.sched_dep >= TIMESTAMP '2013-01-17';
