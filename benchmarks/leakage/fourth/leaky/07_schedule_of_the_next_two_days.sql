-- L3.1, S2 or S3: a flight is in the schedule from a day before it leaves on; the flights of the day after tomorrow are not there yet.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS WITH plan AS (SELECT tailnum, sched_dep AS leg_at, distance FROM flights)
SELECT f.sched_dep, f.carrier,
  (SELECT count(*) FROM plan p WHERE p.tailnum = f.tailnum AND p.leg_at > f.sched_dep AND p.leg_at <= f.sched_dep + INTERVAL 2 DAY) AS legs_ahead,
  f.arr_delay > 15 AS is_late
FROM flights f;
