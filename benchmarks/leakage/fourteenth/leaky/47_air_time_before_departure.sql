-- L2, S2: air_time is known after the landing, the prediction is made two hours before the departure.
CREATE VIEW flight_features AS
SELECT
  f.sched_dep, f.carrier, f.origin, f.dest, f.distance, f.air_time,
  f.distance / nullif(f.air_time, 0) * 60 AS speed,
  p.seats, 2013 - p.year AS plane_age,
  f.arr_delay
FROM flights f
LEFT JOIN planes p ON p.tailnum = f.tailnum;

CREATE MODEL arrival_delay
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['arr_delay'])
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS SELECT * FROM flight_features;
