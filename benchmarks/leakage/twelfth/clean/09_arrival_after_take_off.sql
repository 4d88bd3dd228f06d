-- Arrival delay once the flight has left: the departure delay is known then.
CREATE MODEL arrival_after_take_off
TRANSFORM (
  dep_delay,
  ML.STANDARD_SCALER(distance) OVER () AS distance,
  ML.ONE_HOT_ENCODER(carrier) OVER () AS carrier,
  ML.ONE_HOT_ENCODER(origin) OVER () AS origin,
  EXTRACT(hour FROM left_at) AS left_hour,
  arr_delay
)
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT left_at + INTERVAL 1 SECOND
AS SELECT left_at, dep_delay, distance, carrier, origin, arr_delay FROM flights;
