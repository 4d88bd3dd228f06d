-- L1.2, S5 or S4: distance and the aircraft's age are scaled over all flights, also those that the model is judged on.
CREATE TABLE flight_features AS
SELECT f.sched_dep, f.carrier, f.origin, f.hour,
  ML.STANDARD_SCALER(f.distance) OVER () AS distance_scaled,
  ML.MIN_MAX_SCALER(2013 - p.year) OVER () AS plane_age_scaled,
  COALESCE(p.seats, median(p.seats) OVER ()) AS seats,
  f.arr_delay
FROM flights f
LEFT JOIN planes p ON p.tailnum = f.tailnum;

CREATE MODEL arrival_delay
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT sched_dep - INTERVAL 3 HOUR
AS SELECT * FROM flight_features;
