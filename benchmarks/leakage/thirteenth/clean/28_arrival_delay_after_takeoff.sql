-- The delay at arrival, asked a minute after departure: the delay at departure is known then.
CREATE MODEL arrival_after_departure
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT left_at + INTERVAL 1 MINUTE
AS
SELECT
  left_at,
  carrier,
  origin,
  distance,
  hour,
  dep_delay,
  greatest(dep_delay, 0) AS minutes_lost,
  arr_delay
FROM flights
WHERE dep_time IS NOT NULL;
