-- The carrier's mean delay at the airport over the last thirty days, up to three days before, so that every flight in it has landed.
CREATE TABLE carrier_history AS
SELECT
  sched_dep, carrier, origin, dest, distance, hour,
  avg(arr_delay) OVER w AS carrier_delay_30d,
  count(arr_delay) OVER w AS carrier_flights_30d,
  arr_delay > 30 AS is_late
FROM flights
WINDOW w AS (
  PARTITION BY carrier, origin ORDER BY sched_dep
  RANGE BETWEEN INTERVAL 30 DAY PRECEDING AND INTERVAL 3 DAY PRECEDING
);

CREATE MODEL late_by_history
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'], auto_class_weights = TRUE)
PREDICT AT sched_dep - INTERVAL 6 HOUR
AS SELECT * FROM carrier_history;
