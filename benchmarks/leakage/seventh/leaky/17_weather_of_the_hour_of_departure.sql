-- L3.1, S3: the flight is joined to the reading of the hour in which it leaves, which comes in two hours
-- after the prediction is made.
CREATE VIEW stg_weather AS SELECT origin, time_hour, temp, wind_speed, precip, visib FROM weather;

CREATE TABLE fct_departures AS
SELECT f.sched_dep, f.carrier, f.origin, f.dest, f.distance, w.temp, w.wind_speed, w.precip, w.visib, f.arr_delay > 15 AS is_late
FROM flights AS f
LEFT JOIN stg_weather AS w ON w.origin = f.origin AND w.time_hour = f.time_hour;

CREATE MODEL late_arrival
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM fct_departures;
