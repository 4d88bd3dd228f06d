-- L3.1, S3: arg_max by time without a limit is the last reading of the year for every flight.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS WITH latest AS (SELECT origin, arg_max(temp, time_hour ORDER BY time_hour) AS temp_now, arg_max(pressure, time_hour ORDER BY time_hour) AS pressure_now FROM weather GROUP BY origin)
SELECT f.sched_dep, f.carrier, l.temp_now, l.pressure_now, f.arr_delay > 15 AS is_late
FROM flights f JOIN latest l ON l.origin = f.origin;
