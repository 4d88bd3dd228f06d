-- L1.2, S4 or S5: missing gusts are filled with the mean of the airport's whole year, later hours and test rows included.
CREATE VIEW stg_weather AS
SELECT
  origin,
  time_hour,
  temp,
  wind_speed,
  coalesce(wind_gust, avg(wind_gust) OVER (PARTITION BY origin)) AS wind_gust,
  coalesce(pressure, avg(pressure) OVER (PARTITION BY origin)) AS pressure,
  visib
FROM weather;

CREATE MODEL departure_delay
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['dep_delay'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS
SELECT
  f.sched_dep, f.carrier, f.origin, f.dest, f.hour,
  w.temp, w.wind_speed, w.wind_gust, w.pressure, w.visib,
  f.dep_delay
FROM flights f
LEFT JOIN stg_weather w ON w.origin = f.origin AND w.time_hour = f.time_hour - INTERVAL 3 HOUR;
