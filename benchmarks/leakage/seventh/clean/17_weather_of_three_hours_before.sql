-- The same join, three hours earlier: that reading has come in when the prediction is made.
CREATE VIEW stg_weather AS SELECT origin, time_hour, temp, wind_speed, precip, visib FROM weather;

CREATE TABLE fct_departures AS
SELECT f.sched_dep, f.carrier, f.origin, f.dest, f.distance, w.temp, w.wind_speed, w.precip, w.visib, f.arr_delay > 15 AS is_late
FROM flights AS f
LEFT JOIN stg_weather AS w ON w.origin = f.origin AND w.time_hour = f.time_hour - INTERVAL 3 HOUR;

CREATE MODEL late_arrival
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM fct_departures;
