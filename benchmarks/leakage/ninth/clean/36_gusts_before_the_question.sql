-- The macro is asked for the winds that had been reported when the prediction is made.
CREATE MACRO strongest_wind(o, t) AS (
  SELECT max(w.wind_speed) FROM weather AS w
  WHERE w.origin = o AND w.time_hour + INTERVAL 1 HOUR < t AND w.time_hour >= t - INTERVAL 9 HOUR
);

CREATE VIEW stg_flights AS
SELECT sched_dep, sched_dep - INTERVAL 4 HOUR AS predicted_at, carrier, flight, origin, distance, hour, dep_time IS NULL AS is_cancelled
FROM flights;

CREATE TABLE mart_flights AS
SELECT f.*, strongest_wind(f.origin, f.predicted_at) AS strongest_wind FROM stg_flights AS f;

CREATE MODEL cancelled
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_cancelled'], auto_class_weights = TRUE)
KEY (carrier, flight, sched_dep)
PREDICT AT predicted_at
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM mart_flights;
