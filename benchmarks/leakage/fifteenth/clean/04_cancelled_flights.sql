-- Which flights are cancelled, four hours before, with the weather of six hours before and the means of the hours before that.
CREATE TABLE airport_weather AS
SELECT origin, time_hour, temp, wind_speed, visib, precip,
  avg(visib) OVER last_hours AS visib_6h,
  sum(precip) OVER last_hours AS precip_6h
FROM weather
WINDOW last_hours AS (PARTITION BY origin ORDER BY time_hour RANGE BETWEEN INTERVAL 5 HOUR PRECEDING AND CURRENT ROW);

CREATE TABLE cancel_features AS
SELECT f.sched_dep, f.carrier, f.origin, f.distance, f.hour, w.temp, w.wind_speed, w.visib, w.visib_6h, w.precip_6h,
  f.dep_time IS NULL AS is_cancelled
FROM flights f
LEFT JOIN airport_weather w ON w.origin = f.origin AND w.time_hour = f.time_hour - INTERVAL 6 HOUR;

CREATE MODEL cancellations
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_cancelled'], auto_class_weights = TRUE, min_evidence = 'LOW')
PREDICT AT sched_dep - INTERVAL 4 HOUR
STANDARDS (roc_auc >= 0.6)
AS SELECT * FROM cancel_features;
