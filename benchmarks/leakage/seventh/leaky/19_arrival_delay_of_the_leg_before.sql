-- L3.1, S2 or S3 or S4: the leg before this one is the last by the plan; twelve hours before departure, when the
-- model is asked, it has in many cases not even left.
CREATE TABLE int_legs AS
SELECT sched_dep, tailnum, carrier, origin, dest, distance, arr_delay,
  lag(arr_delay) OVER (PARTITION BY tailnum ORDER BY sched_dep, flight) AS delay_before,
  lag(dest) OVER (PARTITION BY tailnum ORDER BY sched_dep, flight) AS place_before
FROM flights WHERE tailnum IS NOT NULL;

CREATE MODEL delay_minutes
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['arr_delay'])
PREDICT AT sched_dep - INTERVAL 12 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT sched_dep, carrier, origin, dest, distance, delay_before, place_before, arr_delay FROM int_legs;
