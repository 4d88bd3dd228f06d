-- A dimension with validity, joined by the row that was valid three hours before.
CREATE TABLE dim_station AS SELECT origin, temp AS station_temp, time_hour AS valid_from, lead(time_hour) OVER (PARTITION BY origin ORDER BY time_hour) AS valid_to FROM weather;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late']) PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, d.station_temp, f.arr_delay > 15 AS is_late
FROM flights f LEFT JOIN dim_station d ON d.origin = f.origin AND d.valid_from <= f.sched_dep - INTERVAL 3 HOUR AND coalesce(d.valid_to, TIMESTAMP '9999-12-31') > f.sched_dep - INTERVAL 3 HOUR;
