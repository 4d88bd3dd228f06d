-- Minutes in the air, from distance and airports, for the planning of the next day; the last flights judge.
CREATE MODEL minutes_in_the_air
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['air_time'],
  data_split_method = 'SEQ', data_split_col = 'sched_dep', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS
SELECT
  f.sched_dep,
  f.carrier,
  f.origin,
  f.distance,
  f.distance * f.distance / 1000 AS distance_squared,
  a.lon < -100 AS goes_west,
  a.alt AS dest_altitude,
  f.air_time
FROM flights f
LEFT JOIN airports a ON a.faa = f.dest
WHERE f.air_time IS NOT NULL;
