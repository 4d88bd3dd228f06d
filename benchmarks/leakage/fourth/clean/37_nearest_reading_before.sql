-- The newest reading of those between six and three hours before departure.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, n.visib, f.arr_delay > 15 AS is_late
FROM flights f LEFT JOIN LATERAL (
  SELECT w.visib FROM weather w
  WHERE w.origin = f.origin AND w.time_hour BETWEEN f.sched_dep - INTERVAL 6 HOUR AND f.sched_dep - INTERVAL 3 HOUR
  ORDER BY w.time_hour DESC LIMIT 1) n ON true;
