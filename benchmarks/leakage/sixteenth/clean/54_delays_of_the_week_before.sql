-- Long delays from the plan and the mean delay at the airport in the week that ended two days before.
CREATE VIEW planned AS
SELECT
  carrier, origin, hour, distance, sched_dep, left_at, dep_delay > 30 AS late,
  avg(dep_delay) OVER (
    PARTITION BY origin ORDER BY time_hour
    RANGE BETWEEN INTERVAL 9 DAY PRECEDING AND INTERVAL 2 DAY PRECEDING
  ) AS delay_before
FROM flights;

CREATE MODEL late_departure
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT left_at
AS SELECT * FROM planned;
