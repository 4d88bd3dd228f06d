-- L3.1, S3 or S2: Missing gusts and pressures are filled with the next observation, which may be hours after the prediction.
CREATE VIEW filled_weather AS
SELECT
  origin, time_hour, temp, wind_speed,
  first_value(wind_gust IGNORE NULLS) OVER later AS wind_gust,
  first_value(pressure IGNORE NULLS) OVER later AS pressure
FROM weather
WINDOW later AS (PARTITION BY origin ORDER BY time_hour ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING);

CREATE MODEL minutes_late
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['dep_delay'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT left_at
AS
SELECT
  f.carrier, f.origin, f.hour, w.temp, w.wind_speed, w.wind_gust, w.pressure,
  f.sched_dep, f.left_at, f.dep_delay
FROM flights f
JOIN filled_weather w ON w.origin = f.origin AND w.time_hour = f.time_hour - INTERVAL 4 HOUR
WHERE f.dep_delay IS NOT NULL;
