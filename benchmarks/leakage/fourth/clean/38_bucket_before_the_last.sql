-- The bucket of three hours before the last whole one ends at least three hours before departure; its readings are in two hours before it.
CREATE TABLE buckets AS
SELECT origin, time_bucket(INTERVAL '3 hours', time_hour) AS bucket, avg(wind_speed) AS wind, min(visib) AS worst_visib
FROM weather GROUP BY origin, bucket;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, b.wind, b.worst_visib, f.arr_delay > 15 AS is_late
FROM flights f LEFT JOIN buckets b ON b.origin = f.origin AND b.bucket = time_bucket(INTERVAL '3 hours', f.sched_dep) - INTERVAL 6 HOUR;
