-- L3.3, S7: flights with a delay between 0 and 30 minutes are dropped as unclear, which is known only after the departure.
CREATE MODEL clearly_late
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT left_at + INTERVAL 1 MINUTE
AS
WITH clear AS (
  SELECT sched_dep, left_at, carrier, origin, dest, distance, hour, dep_delay
  FROM flights
  WHERE dep_delay <= 0 OR dep_delay > 30
)
SELECT * EXCLUDE (dep_delay), dep_delay > 30 AS is_late
FROM clear;
