-- the delay at departure from what the route did in the week before, counting only flights that had left.
CREATE VIEW route_week AS
WITH asked AS (
  SELECT carrier, flight, origin, dest, distance, hour, sched_dep, left_at, dep_delay,
    sched_dep - INTERVAL 2 HOUR AS asked_at
  FROM flights
)
SELECT a.carrier, a.flight, a.origin, a.dest, a.distance, a.hour, a.asked_at, a.sched_dep, a.left_at, a.dep_delay,
  count(h.dep_delay) AS n_week, avg(h.dep_delay) AS mean_delay_week
FROM asked AS a
LEFT JOIN flights AS h
  ON h.origin = a.origin AND h.dest = a.dest
  AND h.left_at < a.asked_at AND h.left_at >= a.asked_at - INTERVAL 7 DAY
GROUP BY ALL;

CREATE MODEL departure_delay
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['dep_delay'], num_parallel_tree = 50)
KEY (carrier, flight, origin, sched_dep)
PREDICT AT asked_at + INTERVAL 1 MINUTE
LABEL KNOWN AT left_at
AS SELECT * FROM route_week;
