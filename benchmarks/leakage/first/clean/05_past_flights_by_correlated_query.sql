-- The delays of the aircraft in the days before, by a correlated query with a bound.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier,
  (SELECT avg(h.arr_delay) FROM flights h WHERE h.tailnum = f.tailnum AND h.left_at + (h.air_time + 60) * INTERVAL 1 MINUTE < f.sched_dep - INTERVAL 1 HOUR) AS past_delay,
  f.arr_delay > 15 AS is_late
FROM flights f;
