-- L3.1, S3: ASOF with USING: the reading of the very hour.
CREATE VIEW schedule AS SELECT sched_dep, sched_dep AS time_hour, origin, carrier, arr_delay FROM flights;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT s.sched_dep, s.carrier, w.temp, s.arr_delay > 15 AS is_late FROM schedule s ASOF JOIN weather w USING (origin, time_hour);
