-- L3.1, S3: the average weather of an airport over the whole year, July is in it in January.
CREATE TABLE climate AS SELECT origin, avg(temp) AS usual_temp, avg(wind_speed) AS usual_wind FROM weather GROUP BY origin;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, c.usual_temp, c.usual_wind, f.arr_delay > 15 AS is_late
FROM flights f JOIN climate c ON c.origin = f.origin;
