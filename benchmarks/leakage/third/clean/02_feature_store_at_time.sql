-- Features are looked up as of three hours before the flight.
CREATE VIEW station_features AS SELECT origin AS entity_id, time_hour + INTERVAL 1 HOUR AS feature_timestamp, temp, visib FROM weather;
CREATE VIEW requests AS SELECT origin AS entity_id, sched_dep - INTERVAL 3 HOUR AS time, sched_dep, carrier, flight, arr_delay FROM flights;
CREATE TABLE looked_up AS SELECT DISTINCT * FROM ML.ENTITY_FEATURES_AT_TIME(TABLE station_features, (SELECT DISTINCT entity_id, time FROM requests), num_rows => 1);
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late']) PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT r.sched_dep, r.carrier, l.temp, l.visib, r.arr_delay > 15 AS is_late FROM requests r LEFT JOIN looked_up l ON l.entity_id = r.entity_id AND l.feature_timestamp = r.time;
