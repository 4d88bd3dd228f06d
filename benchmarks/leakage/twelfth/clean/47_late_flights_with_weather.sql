-- Late departures, two hours before, with the weather four hours before the hour of the flight, which is published by then.
CREATE TABLE flights_and_weather AS
SELECT
  f.sched_dep, f.carrier, f.origin, f.hour, f.distance,
  w.temp, w.wind_speed, w.precip, w.visib, w.pressure,
  w.wind_gust IS NOT NULL AS is_gusty,
  f.dep_delay > 15 AS leaves_late
FROM flights f
LEFT JOIN weather w
  ON w.origin = f.origin AND w.time_hour = f.time_hour - INTERVAL 4 HOUR;

CREATE MODEL late_departure
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['leaves_late'])
TRANSFORM (
  carrier, origin, distance, is_gusty,
  ML.BUCKETIZE(hour, [6, 9, 12, 15, 18, 21]) AS part_of_day,
  ML.IMPUTER(temp, 'mean') OVER () AS temp,
  ML.IMPUTER(wind_speed, 'mean') OVER () AS wind_speed,
  ML.IMPUTER(pressure, 'mean') OVER () AS pressure,
  precip > 0 AS is_wet,
  visib < 5 AS is_foggy
)
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS SELECT * FROM flights_and_weather;
