-- L3.1, S3 or S2 or S4: the window takes the three hours before the departure, and the model is asked two
-- hours before it: most of these flights have not left yet.
CREATE TABLE int_flights AS
SELECT sched_dep, carrier, origin, dest, distance, dep_delay, arr_delay,
  avg(dep_delay) OVER (
    PARTITION BY origin ORDER BY sched_dep
    RANGE BETWEEN INTERVAL 3 HOUR PRECEDING AND INTERVAL 1 MINUTE PRECEDING
  ) AS recent_delay
FROM flights;

CREATE MODEL late_arrival
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 2 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT sched_dep, carrier, origin, dest, distance, recent_delay, arr_delay > 15 AS is_late FROM int_flights;
