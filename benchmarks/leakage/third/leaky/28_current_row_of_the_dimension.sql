-- L3.1, S3: a dimension with validity is joined by its current row, whatever the day of the flight.
CREATE TABLE dim_station AS SELECT origin, temp AS station_temp, visib AS station_visib, time_hour AS valid_from, lead(time_hour) OVER (PARTITION BY origin ORDER BY time_hour) AS valid_to FROM weather;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late']) PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, d.station_temp, d.station_visib, f.arr_delay > 15 AS is_late
FROM flights f LEFT JOIN dim_station d ON d.origin = f.origin AND d.valid_to IS NULL;
