-- Late flights with the carrier's delays of the week until two days before; by then every one of them has landed.
CREATE VIEW carrier_week AS
SELECT
  sched_dep, carrier, origin, dest, distance,
  avg(arr_delay) OVER recent AS carrier_delay,
  count(*) OVER recent AS carrier_flights,
  arr_delay > 30 AS is_late
FROM flights
WINDOW recent AS (
  PARTITION BY carrier, origin ORDER BY sched_dep
  RANGE BETWEEN INTERVAL 9 DAY PRECEDING AND INTERVAL 2 DAY PRECEDING
);

CREATE MODEL carrier_is_late
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
TRANSFORM (
  carrier, origin, dest,
  ML.STANDARD_SCALER(distance) OVER () AS distance,
  ML.IMPUTER(carrier_delay, 'mean') OVER () AS carrier_delay,
  ln(1 + carrier_flights) AS carrier_flights
)
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT * FROM carrier_week;
