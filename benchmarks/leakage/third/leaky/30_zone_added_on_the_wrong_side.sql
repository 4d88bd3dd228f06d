-- L3.1, S3: somebody adds five hours to reach UTC, but both tables are in local time: readings of the afternoon for a flight at noon.
CREATE VIEW asked AS SELECT *, sched_dep + INTERVAL '5 hours' AS sched_dep_utc FROM flights;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late']) PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT a.sched_dep, a.carrier, w.visib, a.arr_delay > 15 AS is_late FROM asked a ASOF LEFT JOIN weather w ON w.origin = a.origin AND w.time_hour <= a.sched_dep_utc - INTERVAL '2 hours';
