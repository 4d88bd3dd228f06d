-- L2, S2 or S1: the clock time of the arrival, known after landing, is set against the plan.
CREATE MACRO clock_minutes(hhmm) AS (hhmm // 100) * 60 + hhmm % 100;

CREATE TABLE fct_arrivals AS
SELECT sched_dep, carrier, origin, dest, distance,
  clock_minutes(sched_arr_time) AS planned_arrival,
  clock_minutes(arr_time) - clock_minutes(sched_arr_time) AS behind_plan,
  arr_delay > 15 AS is_late
FROM flights;

CREATE MODEL late_arrival
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM fct_arrivals;
