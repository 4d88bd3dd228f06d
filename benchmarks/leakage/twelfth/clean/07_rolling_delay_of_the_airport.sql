-- Late flights with the mean delay of the airport and the carrier over a week that ended two days before, when all its flights had landed.
CREATE TABLE flights_with_history AS
SELECT
  sched_dep,
  carrier,
  origin,
  dest,
  distance,
  hour,
  avg(arr_delay) OVER airport_week AS airport_delay,
  count(*) OVER airport_week AS airport_flights,
  avg(arr_delay) OVER carrier_week AS carrier_delay,
  arr_delay > 15 AS is_late
FROM flights
WINDOW
  airport_week AS (PARTITION BY origin ORDER BY sched_dep RANGE BETWEEN INTERVAL 9 DAY PRECEDING AND INTERVAL 2 DAY PRECEDING),
  carrier_week AS (PARTITION BY carrier ORDER BY sched_dep RANGE BETWEEN INTERVAL 9 DAY PRECEDING AND INTERVAL 2 DAY PRECEDING);

CREATE MODEL late_with_history
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'], auto_class_weights = TRUE)
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS SELECT * FROM flights_with_history;
