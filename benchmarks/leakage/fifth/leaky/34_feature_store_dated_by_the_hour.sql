-- L3.1, S3: the feature store dates a reading by its hour, though it comes in an hour later, and is asked for what it had at the time of the prediction.
CREATE VIEW station_features AS SELECT origin AS entity_id, time_hour AS feature_timestamp, dewp, wind_speed FROM weather;
CREATE VIEW requests AS SELECT DISTINCT origin AS entity_id, sched_dep - INTERVAL 1 HOUR AS "time" FROM flights;
CREATE TABLE at_time AS SELECT * FROM ML.ENTITY_FEATURES_AT_TIME(TABLE station_features, TABLE requests);
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, t.dewp, t.wind_speed, f.arr_delay > 15 AS is_late
FROM flights f LEFT JOIN at_time t ON t.entity_id = f.origin AND t.feature_timestamp = f.sched_dep - INTERVAL 1 HOUR;
