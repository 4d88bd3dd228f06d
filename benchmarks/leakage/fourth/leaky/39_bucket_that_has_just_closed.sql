-- L3.1, S3: the last whole bucket of three hours may have closed at the very hour of departure; its last readings come in after the prediction.
CREATE TABLE buckets AS
SELECT origin, time_bucket(INTERVAL '3 hours', time_hour) AS bucket, avg(wind_speed) AS wind, min(visib) AS worst_visib
FROM weather GROUP BY origin, bucket;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, b.wind, b.worst_visib, f.arr_delay > 15 AS is_late
FROM flights f LEFT JOIN buckets b ON b.origin = f.origin AND b.bucket = time_bucket(INTERVAL '3 hours', f.sched_dep) - INTERVAL 3 HOUR;
