-- L3.1, S2 or S3: the carrier's earlier flights to the place have left by then, but their arrival delay is known only an hour after they have landed.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, f.distance,
  (SELECT avg(h.arr_delay) FROM flights h WHERE h.carrier = f.carrier AND h.dest = f.dest AND h.left_at < f.sched_dep - INTERVAL 1 HOUR) AS usual_delay,
  f.arr_delay
FROM flights f;
