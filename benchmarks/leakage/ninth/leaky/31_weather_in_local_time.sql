-- L3.1, S3: the readings are turned to local time and the flights are not, so that a reading of three hours before the
-- departure is in truth one of two hours after it.
CREATE VIEW stg_weather AS
SELECT origin, time_hour - INTERVAL 5 HOUR AS read_at, temp, dewp, humid, wind_speed, precip, visib FROM weather;

CREATE VIEW stg_flights AS
SELECT sched_dep, sched_dep AS leaves_at, carrier, flight, origin, distance, dep_delay > 30 AS is_very_late FROM flights;

CREATE TABLE fct_flights AS
SELECT f.* EXCLUDE (leaves_at), hour(f.leaves_at) AS hour_of_day, w.temp, w.dewp, w.humid, w.wind_speed, w.precip, w.visib
FROM stg_flights AS f ASOF JOIN stg_weather AS w
  ON w.origin = f.origin AND w.read_at <= f.leaves_at - INTERVAL 3 HOUR;

CREATE MODEL very_late
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_very_late'])
KEY (carrier, flight, sched_dep)
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM fct_flights;
