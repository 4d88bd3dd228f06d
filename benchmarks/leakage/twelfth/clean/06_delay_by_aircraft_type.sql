-- Arrival delay with the age, size and maker of the aircraft, which the register of 2012 tells.
CREATE MODEL delay_by_aircraft
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['arr_delay'],
  num_parallel_tree = 60, max_tree_depth = 10
)
PREDICT AT sched_dep - INTERVAL 6 HOUR
AS
SELECT
  f.sched_dep,
  f.carrier,
  f.origin,
  f.distance,
  EXTRACT(hour FROM f.sched_dep) AS utc_hour,
  2013 - p.year AS aircraft_age,
  p.seats,
  p.engine,
  coalesce(p.manufacturer, 'unknown') AS manufacturer,
  f.arr_delay
FROM flights f
LEFT JOIN planes p ON p.tailnum = f.tailnum;
