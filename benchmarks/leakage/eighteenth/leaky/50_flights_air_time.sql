-- L2, S2: the time in the air is known only when the aircraft has landed, not when the delay is predicted at take-off.
CREATE MODEL delay_on_arrival
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT left_at + INTERVAL 10 MINUTE
LABEL KNOWN AT left_at + INTERVAL 1 DAY
AS
SELECT left_at, carrier, origin, dep_delay, distance, air_time, distance / air_time AS speed, arr_delay
FROM flights
WHERE left_at IS NOT NULL;
