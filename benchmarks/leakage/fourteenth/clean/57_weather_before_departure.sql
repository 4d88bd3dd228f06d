-- Delay at departure with the last weather that is known four hours before; a reading is known an hour after its own.
CREATE TABLE departures AS
SELECT
  f.sched_dep, f.carrier, f.origin, f.hour, f.distance,
  w.temp, w.wind_speed, w.precip, w.visib, w.pressure,
  f.dep_delay
FROM flights f
LEFT JOIN weather w ON w.origin = f.origin AND w.time_hour = f.time_hour - INTERVAL 6 HOUR;

CREATE MODEL departure_delay
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['dep_delay'], max_iterations = 40)
PREDICT AT sched_dep - INTERVAL 4 HOUR
AS SELECT * FROM departures;
