-- L3.3, S7: flights that were only a little late are left out by their outcome, from the rows that judge too.
CREATE TABLE clear_cases AS
SELECT sched_dep, carrier, origin, dest, distance, hour, dayofweek(sched_dep) AS weekday, arr_delay > 30 AS is_late
FROM flights
WHERE arr_delay > 30 OR arr_delay <= 0;

CREATE MODEL clearly_late
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'], auto_class_weights = TRUE)
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT * FROM clear_cases;
