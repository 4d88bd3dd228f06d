-- L3.1, S3 or S4: what is joined by tail number is the state of the statistics at the end, with all flights after the one to predict.
CREATE TABLE aircraft_stats AS
SELECT
  tailnum,
  count(*) AS n_flights,
  avg(arr_delay) AS mean_arr_delay,
  max(dep_delay) AS worst_dep_delay,
  sum(distance) AS miles_flown
FROM flights
WHERE tailnum IS NOT NULL
GROUP BY tailnum;

CREATE MODEL delay_by_aircraft
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['arr_delay'], num_parallel_tree = 100)
PREDICT AT sched_dep - INTERVAL 6 HOUR
AS
SELECT
  f.sched_dep, f.carrier, f.origin, f.distance,
  2013 - p.year AS aircraft_age, p.seats,
  s.n_flights, s.mean_arr_delay, s.worst_dep_delay, s.miles_flown,
  f.arr_delay
FROM flights f
LEFT JOIN planes p ON p.tailnum = f.tailnum
LEFT JOIN aircraft_stats s ON s.tailnum = f.tailnum;
