-- The carrier's earlier flights to the place count from the moment on at which their arrival delay is known, an hour after landing.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS WITH landed AS (SELECT carrier, dest, arr_delay, left_at + (air_time + 60) * INTERVAL 1 MINUTE AS known_at FROM flights)
SELECT f.sched_dep, f.carrier, f.distance,
  (SELECT avg(h.arr_delay) FROM landed h WHERE h.carrier = f.carrier AND h.dest = f.dest AND h.known_at < f.sched_dep - INTERVAL 1 HOUR) AS usual_delay,
  f.arr_delay
FROM flights f;
