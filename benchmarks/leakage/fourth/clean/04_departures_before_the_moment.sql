-- The delay of a departure is known when the flight leaves; only those that left strictly before the prediction count.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 45 MINUTE
AS SELECT f.sched_dep, f.carrier, f.origin,
  (SELECT max(q.dep_delay) FROM flights q
   WHERE q.origin = f.origin AND q.left_at < f.sched_dep - INTERVAL 45 MINUTE AND q.left_at > f.sched_dep - INTERVAL 3 HOUR) AS worst_now,
  f.arr_delay > 15 AS is_late
FROM flights f;
