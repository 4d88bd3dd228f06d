-- How many departures are scheduled in the same hour: the schedule is known a day before.
CREATE TABLE hourly AS SELECT origin, time_bucket(INTERVAL '1 hour', sched_dep) AS bucket, count(*) AS scheduled FROM flights GROUP BY origin, bucket;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late']) PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, h.scheduled, f.arr_delay > 15 AS is_late
FROM flights f JOIN hourly h ON h.origin = f.origin AND h.bucket = time_bucket(INTERVAL '1 hour', f.sched_dep);
