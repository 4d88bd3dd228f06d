-- arg_max by time among the readings that are known: more than two hours before departure.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier,
  (SELECT arg_max(w.temp, w.time_hour ORDER BY w.time_hour) FROM weather w WHERE w.origin = f.origin AND w.time_hour < f.sched_dep - INTERVAL 2 HOUR) AS temp_now,
  (SELECT arg_max(w.pressure, w.time_hour ORDER BY w.time_hour) FROM weather w WHERE w.origin = f.origin AND w.time_hour < f.sched_dep - INTERVAL 2 HOUR) AS pressure_now,
  f.arr_delay > 15 AS is_late
FROM flights f;
