-- How late flights left the same airport in the four hours before the prediction.
CREATE MODEL departure_delay
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['dep_delay'], l2_reg = 1.0)
KEY (carrier, flight, origin, sched_dep)
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.carrier, f.flight, f.origin, f.sched_dep, f.dest, f.hour, f.distance,
  (SELECT avg(h.dep_delay) FROM flights h
   WHERE h.origin = f.origin
     AND h.left_at < f.sched_dep - INTERVAL 1 HOUR
     AND h.left_at >= f.sched_dep - INTERVAL 5 HOUR) AS recent_delay,
  f.dep_delay
FROM flights f;
