-- L3.1, S4: the mean delay of an aircraft is over all its flights, also those after the one that is predicted.
CREATE MODEL delay_of_aircraft
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['arr_delay'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS
SELECT
  f.sched_dep, f.carrier, f.origin, f.dest, f.distance, f.hour,
  p.seats, 2013 - p.year AS plane_age,
  avg(f.dep_delay) OVER (PARTITION BY f.tailnum) AS mean_dep_delay,
  count(*) OVER (PARTITION BY f.tailnum) AS flights_of_plane,
  f.arr_delay
FROM flights f
LEFT JOIN planes p ON p.tailnum = f.tailnum;
