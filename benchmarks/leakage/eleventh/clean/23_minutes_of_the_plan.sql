-- Only clock times of the plan are set against each other, which are known a day before.
CREATE MACRO clock_minutes(hhmm) AS (hhmm // 100) * 60 + hhmm % 100;

CREATE TABLE fct_arrivals AS
SELECT sched_dep, carrier, origin, dest, distance,
  clock_minutes(sched_arr_time) AS planned_arrival,
  clock_minutes(sched_arr_time) - clock_minutes(sched_dep_time) AS planned_minutes,
  arr_delay > 15 AS is_late
FROM flights;

CREATE MODEL late_arrival
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM fct_arrivals;
