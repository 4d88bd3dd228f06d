-- The weather that was measured four hours before the hour of departure is known an hour after it, before the prediction.
CREATE TABLE flight_features AS
SELECT
  f.sched_dep, f.carrier, f.flight, f.origin, f.distance, f.hour,
  w.temp, w.wind_speed, w.visib, w.precip, w.pressure,
  f.dep_delay > 15 AS leaves_late
FROM flights f
LEFT JOIN weather w
  ON w.origin = f.origin AND w.time_hour = f.time_hour - INTERVAL 4 HOUR;

CREATE MODEL leaves_late
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['leaves_late'], num_parallel_tree = 60)
TRANSFORM (
  carrier, origin, distance, hour,
  ML.IMPUTER(temp, 'mean') OVER () AS temp,
  ML.IMPUTER(pressure, 'median') OVER () AS pressure,
  wind_speed, visib, precip > 0 AS rains
)
KEY (sched_dep, carrier, flight, origin)
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS SELECT * FROM flight_features;
