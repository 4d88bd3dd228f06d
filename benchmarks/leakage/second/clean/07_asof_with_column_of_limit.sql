-- The limit of the ASOF join is computed in a view.
CREATE VIEW asked AS SELECT *, sched_dep - INTERVAL 4 HOUR AS limit_time FROM flights;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT a.sched_dep, a.carrier, w.pressure, a.arr_delay > 15 AS is_late FROM asked a ASOF LEFT JOIN weather w ON w.origin = a.origin AND a.limit_time >= w.time_hour;
