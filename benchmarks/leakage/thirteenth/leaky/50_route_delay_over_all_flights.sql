-- L3.1, S4 or S5: the mean delay of route and carrier is over all flights, those after the prediction (and the flight itself) included.
CREATE TABLE route_delays AS
SELECT origin, dest, carrier, avg(arr_delay) AS route_mean_delay, count(*) AS n_flights
FROM flights
GROUP BY origin, dest, carrier;

CREATE TABLE flight_features AS
SELECT
  f.sched_dep, f.carrier, f.origin, f.distance, f.hour, dayofweek(f.sched_dep) AS weekday,
  r.route_mean_delay, r.n_flights,
  f.arr_delay
FROM flights f
JOIN route_delays r USING (origin, dest, carrier)
WHERE f.arr_delay IS NOT NULL;

CREATE MODEL arrival_delay
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['arr_delay'])
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS SELECT * FROM flight_features;
