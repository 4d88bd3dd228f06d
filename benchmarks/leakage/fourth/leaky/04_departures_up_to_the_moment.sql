-- L3.1, S2 or S3: a flight that leaves at the very moment of the prediction counts, and its delay is known then, not before (<= for <).
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 45 MINUTE
AS SELECT f.sched_dep, f.carrier, f.origin,
  (SELECT max(q.dep_delay) FROM flights q
   WHERE q.origin = f.origin AND q.left_at <= f.sched_dep - INTERVAL 45 MINUTE AND q.left_at > f.sched_dep - INTERVAL 3 HOUR) AS worst_now,
  f.arr_delay > 15 AS is_late
FROM flights f;
