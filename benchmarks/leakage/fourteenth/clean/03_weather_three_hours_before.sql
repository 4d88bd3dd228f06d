-- The weather observed three hours before departure is there two hours before, when the model is asked one hour before.
CREATE VIEW stg_weather AS
SELECT origin, time_hour + INTERVAL 3 HOUR AS for_hour, temp, wind_speed, coalesce(wind_gust, wind_speed) AS gust, precip, visib, pressure
FROM weather;

CREATE TABLE weather_features AS
SELECT f.carrier, f.flight, f.origin, f.sched_dep, f.dest, f.distance, f.hour,
  w.temp, w.wind_speed, w.gust, w.precip > 0 AS is_wet, w.visib, w.pressure,
  f.dep_delay > 15 AS leaves_late
FROM flights f
LEFT JOIN stg_weather w ON w.origin = f.origin AND w.for_hour = f.time_hour;

CREATE MODEL leaves_late
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['leaves_late'], max_tree_depth = 5)
KEY (carrier, flight, origin, sched_dep)
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT * FROM weather_features;

CREATE TABLE leaves_late_report AS
SELECT precision, recall, roc_auc, log_loss FROM ML.EVALUATE(MODEL leaves_late);
