-- L3.1, S3: the reading nearest in time may be one after the departure.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, n.visib, f.arr_delay > 15 AS is_late
FROM flights f LEFT JOIN LATERAL (
  SELECT w.visib FROM weather w
  WHERE w.origin = f.origin AND w.time_hour BETWEEN f.sched_dep - INTERVAL 6 HOUR AND f.sched_dep + INTERVAL 6 HOUR
  ORDER BY abs(date_diff('minute', w.time_hour, f.sched_dep)), w.time_hour LIMIT 1) n ON true;
