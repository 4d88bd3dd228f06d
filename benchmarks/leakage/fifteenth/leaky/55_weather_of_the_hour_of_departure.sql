-- L3.1, S2 or S3: the weather measured in the hour of departure, while the prediction is made three hours before.
CREATE VIEW flights_with_weather AS
SELECT
  f.sched_dep, f.carrier, f.origin, f.dest, f.distance, f.hour,
  w.temp, w.wind_speed, w.precip, w.visib, w.pressure,
  f.dep_delay > 15 AS leaves_late
FROM flights f
LEFT JOIN weather w ON w.origin = f.origin AND w.time_hour = f.time_hour;

CREATE MODEL departure_delay
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['leaves_late'])
PREDICT AT sched_dep - INTERVAL 3 HOUR
AS SELECT * FROM flights_with_weather;
