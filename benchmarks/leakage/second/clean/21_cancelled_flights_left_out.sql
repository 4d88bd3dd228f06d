-- Rows whose outcome never came are left out, upstream.
CREATE VIEW flown AS SELECT * FROM flights WHERE dep_time IS NOT NULL AND arr_delay IS NOT NULL;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 3 HOUR
AS SELECT sched_dep, carrier, origin, hour, arr_delay > 15 AS is_late FROM flown;
