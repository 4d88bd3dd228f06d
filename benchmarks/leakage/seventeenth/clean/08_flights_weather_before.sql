-- Late departures with the weather of four hours earlier, measured and known before the prediction.
CREATE VIEW flights_weather_before AS
SELECT
  f.sched_dep, f.left_at, f.carrier, f.origin, f.distance,
  w.temp, w.wind_speed, w.visib, w.precip,
  f.dep_delay > 15 AS leaves_late
FROM flights AS f
LEFT JOIN weather AS w ON w.origin = f.origin AND w.time_hour = f.time_hour - INTERVAL 4 HOUR;

CREATE MODEL late_departure
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['leaves_late'])
PREDICT AT sched_dep - INTERVAL 2 HOUR
LABEL KNOWN AT left_at
AS SELECT * FROM flights_weather_before;
