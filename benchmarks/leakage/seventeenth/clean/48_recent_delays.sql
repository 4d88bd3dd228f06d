-- Delay of a departure half a day ahead, with the mean delay at the airport in the week that ended two days before it.
CREATE TABLE departures AS
SELECT
  sched_dep, left_at, carrier, origin, distance, hour,
  avg(dep_delay) OVER (
    PARTITION BY origin ORDER BY sched_dep
    RANGE BETWEEN INTERVAL 9 DAY PRECEDING AND INTERVAL 2 DAY PRECEDING
  ) AS recent_delay,
  dep_delay
FROM flights;

CREATE MODEL minutes_late
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['dep_delay'])
PREDICT AT sched_dep - INTERVAL 12 HOUR
LABEL KNOWN AT left_at
AS SELECT * FROM departures;
