-- How late a carrier was from a week to three days before; all those flights have landed by then.
CREATE VIEW carrier_history AS
SELECT
  sched_dep, left_at, air_time, carrier, origin, distance, hour,
  avg(arr_delay) OVER (
    PARTITION BY carrier ORDER BY sched_dep
    RANGE BETWEEN INTERVAL 7 DAY PRECEDING AND INTERVAL 3 DAY PRECEDING
  ) AS carrier_delay_before,
  arr_delay > 15 AS is_late
FROM flights;

CREATE MODEL late_with_history
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
CARRY (air_time)
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT left_at + (air_time + 60) * INTERVAL 1 MINUTE
AS SELECT * FROM carrier_history WHERE carrier_delay_before IS NOT NULL;
