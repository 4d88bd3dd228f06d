-- L3.1, S2 or S3: the weather of the hour of departure is joined, while the prediction is made three hours before.
CREATE VIEW flight_weather AS
SELECT
  f.sched_dep, f.carrier, f.origin, f.dest, f.distance, f.hour,
  w.temp, w.wind_speed, w.wind_gust, w.precip, w.visib,
  f.dep_delay > 15 AS left_late
FROM flights f
LEFT JOIN weather w ON w.origin = f.origin AND w.time_hour = f.time_hour;

CREATE MODEL leaves_late
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['left_late'])
PREDICT AT sched_dep - INTERVAL 3 HOUR
AS SELECT * FROM flight_weather;
