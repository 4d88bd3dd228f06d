-- L2, S2: the model is asked half an hour before the plan, and one of its features is how late the flight
-- then left.
CREATE MACRO delay_bucket(minutes) AS
  CASE WHEN minutes IS NULL THEN 'unknown' WHEN minutes <= 0 THEN 'in time' WHEN minutes <= 30 THEN 'short' ELSE 'long' END;

CREATE TABLE mart_flights AS
SELECT sched_dep, carrier, origin, dest, distance, delay_bucket(dep_delay) AS departure, arr_delay > 15 AS is_late
FROM flights;

CREATE MODEL late_arrival
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 30 MINUTE
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM mart_flights;
