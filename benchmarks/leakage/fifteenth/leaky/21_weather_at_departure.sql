-- L3.1, S3 or S2: weather of the hour of departure is joined, the prediction is made three hours before.
CREATE TABLE flights_weather AS
SELECT f.sched_dep, f.carrier, f.origin, f.dest, f.distance, f.hour,
  w.temp, w.humid, w.wind_speed, w.precip, w.visib,
  f.dep_delay > 15 AS leaves_late
FROM flights f
LEFT JOIN weather w ON w.origin = f.origin AND w.time_hour = f.time_hour;

CREATE MODEL late_departure
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['leaves_late'], auto_class_weights = TRUE)
PREDICT AT sched_dep - INTERVAL 3 HOUR
AS SELECT * FROM flights_weather;
