-- The mean delay at the airport three days ago, of flights that had left by the day after, is added to the schedule.
CREATE TABLE airport_days AS
SELECT origin, date_trunc('day', sched_dep) AS flight_day, avg(dep_delay) AS mean_delay, count(*) AS n_flights
FROM flights
WHERE left_at < date_trunc('day', sched_dep) + INTERVAL 2 DAY
GROUP BY ALL;

CREATE MODEL departure_delay
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['dep_delay'], max_tree_depth = 8)
PREDICT AT sched_dep - INTERVAL 3 HOUR
LABEL KNOWN AT left_at
AS
SELECT
  f.carrier, f.origin, f.hour, f.distance, d.mean_delay, d.n_flights,
  f.sched_dep, f.left_at, f.dep_delay
FROM flights f
LEFT JOIN airport_days d
  ON d.origin = f.origin AND d.flight_day = date_trunc('day', f.sched_dep) - INTERVAL 3 DAY;
