-- L1.2, S1: the mean of the label by carrier, the row's own and all later rows in it.
CREATE TABLE by_carrier AS SELECT carrier, avg(CASE WHEN arr_delay > 15 THEN 1 ELSE 0 END) AS late_share FROM flights GROUP BY carrier;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, f.distance, b.late_share, f.arr_delay > 15 AS is_late
FROM flights f JOIN by_carrier b USING (carrier);
