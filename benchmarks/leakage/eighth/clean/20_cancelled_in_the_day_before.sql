-- The share of flights that did not leave from 30 to 26 hours before, where a missing time means a cancelled flight.
CREATE VIEW stg_departures AS
SELECT sched_dep, carrier, origin, dest, distance, hour, dep_time, dep_time IS NULL AS is_cancelled FROM flights;

CREATE TABLE mart_departures AS
SELECT * EXCLUDE (dep_time, is_cancelled), avg(CASE WHEN is_cancelled THEN 1.0 ELSE 0.0 END) OVER (
    PARTITION BY origin ORDER BY sched_dep
    RANGE BETWEEN INTERVAL 30 HOUR PRECEDING AND INTERVAL 1560 MINUTE PRECEDING
  ) AS share_cancelled, is_cancelled
FROM stg_departures;

CREATE MODEL cancelled
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_cancelled'])
PREDICT AT sched_dep - INTERVAL 2 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM mart_departures;
