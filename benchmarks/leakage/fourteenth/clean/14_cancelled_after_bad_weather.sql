-- Cancelled flights, from the worst weather at the airport in the half day that ends five hours before.
CREATE TABLE cancel_features AS
SELECT f.carrier, f.flight, f.origin, f.sched_dep, f.distance, f.hour,
  max(w.wind_speed) AS max_wind, min(w.visib) AS min_visib, sum(w.precip) AS rain, min(w.temp) AS min_temp,
  f.dep_time IS NULL AS is_cancelled
FROM flights f
LEFT JOIN weather w ON w.origin = f.origin
  AND w.time_hour BETWEEN f.time_hour - INTERVAL 16 HOUR AND f.time_hour - INTERVAL 5 HOUR
GROUP BY f.carrier, f.flight, f.origin, f.sched_dep, f.distance, f.hour, f.dep_time;

CREATE MODEL cancelled
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_cancelled'], auto_class_weights = TRUE)
KEY (carrier, flight, origin, sched_dep)
PREDICT AT sched_dep - INTERVAL 3 HOUR
AS SELECT * FROM cancel_features;
