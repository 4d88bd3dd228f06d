-- Mean delays of the airline and of the destination between nine and two days before; after two days every flight has landed.
CREATE TABLE recent_delays AS
SELECT
  sched_dep,
  carrier,
  origin,
  hour,
  distance,
  avg(arr_delay) OVER (
    PARTITION BY carrier ORDER BY sched_dep
    RANGE BETWEEN INTERVAL 9 DAY PRECEDING AND INTERVAL 2 DAY PRECEDING
  ) AS carrier_delay,
  avg(arr_delay) OVER (
    PARTITION BY dest ORDER BY sched_dep
    RANGE BETWEEN INTERVAL 9 DAY PRECEDING AND INTERVAL 2 DAY PRECEDING
  ) AS dest_delay,
  arr_delay > 15 AS is_late
FROM flights;

CREATE MODEL late_by_last_week
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 2 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM recent_delays;
