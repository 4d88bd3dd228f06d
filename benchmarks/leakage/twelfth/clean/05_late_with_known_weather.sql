-- Late arrivals with the last weather that had been measured three hours before departure.
CREATE VIEW weather_reports AS
SELECT origin, time_hour + INTERVAL 1 HOUR AS reported_at, temp, wind_speed, precip, visib, pressure
FROM weather;

CREATE TABLE flights_with_reports AS
SELECT
  f.sched_dep,
  f.carrier,
  f.origin,
  f.dest,
  f.distance,
  f.hour,
  w.temp,
  w.wind_speed,
  w.precip,
  w.visib,
  w.pressure,
  f.arr_delay > 15 AS is_late
FROM flights f
ASOF LEFT JOIN weather_reports w
  ON w.origin = f.origin AND w.reported_at < f.sched_dep - INTERVAL 3 HOUR;

CREATE MODEL late_with_weather
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'], max_iterations = 40)
PREDICT AT sched_dep - INTERVAL 3 HOUR
AS SELECT * FROM flights_with_reports;
