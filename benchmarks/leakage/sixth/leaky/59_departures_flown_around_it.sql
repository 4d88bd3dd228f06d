-- L3.1, S3 or S4 or S1: how many flights really left within half an hour before and after it: the schedule knows who
-- will try, but not who went.
CREATE TABLE crowd AS
SELECT sched_dep, carrier, dest, distance, dep_delay,
  count(dep_time) OVER (
    PARTITION BY origin ORDER BY sched_dep RANGE BETWEEN INTERVAL 30 MINUTE PRECEDING AND INTERVAL 30 MINUTE FOLLOWING
  ) AS around
FROM flights;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR LABEL KNOWN AT sched_dep + INTERVAL 1 DAY
AS SELECT * EXCLUDE (dep_delay), dep_delay > 15 AS is_late FROM crowd;
