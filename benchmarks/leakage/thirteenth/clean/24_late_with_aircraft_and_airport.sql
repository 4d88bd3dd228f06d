-- The delay at arrival from the schedule, the aircraft, the airline and the airport, six hours before departure.
CREATE TABLE flight_features AS
SELECT
  f.sched_dep,
  f.hour,
  f.origin,
  f.distance,
  al.name AS airline,
  f.year - p.year AS aircraft_age,
  p.manufacturer,
  p.engines,
  p.seats,
  ap.lat AS dest_lat,
  ap.lon AS dest_lon,
  ap.alt AS dest_alt,
  f.arr_delay
FROM flights f
LEFT JOIN planes p ON p.tailnum = f.tailnum
LEFT JOIN airports ap ON ap.faa = f.dest
LEFT JOIN airlines al ON al.carrier = f.carrier;

CREATE MODEL arrival_delay
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['arr_delay'], max_iterations = 60, learn_rate = 0.1)
PREDICT AT sched_dep - INTERVAL 6 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM flight_features;
