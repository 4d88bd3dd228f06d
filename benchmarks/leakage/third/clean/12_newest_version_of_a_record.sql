-- Late versions of a record are dropped by a time of loading that is made of the schedule.
CREATE TABLE raw AS SELECT *, sched_dep - INTERVAL 2 DAY AS loaded_at FROM flights;
CREATE TABLE current_records AS SELECT * EXCLUDE (version) FROM (SELECT *, row_number() OVER (PARTITION BY carrier, flight, origin, sched_dep ORDER BY loaded_at DESC, dest) AS version FROM raw) WHERE version = 1;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late']) PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, carrier, origin, dest, arr_delay > 15 AS is_late FROM current_records;
