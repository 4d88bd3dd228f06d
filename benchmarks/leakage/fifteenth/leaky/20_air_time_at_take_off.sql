-- L2, S2: the prediction is made when the flight leaves; air_time is known when it has landed.
CREATE VIEW departed_flights AS
SELECT left_at, carrier, origin, dest, distance, dep_delay, air_time,
  distance / air_time * 60 AS speed, hour, arr_delay
FROM flights
WHERE dep_delay IS NOT NULL;

CREATE MODEL arrival_delay_at_take_off
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['arr_delay'], max_iterations = 100)
PREDICT AT left_at + INTERVAL 1 MINUTE
STANDARDS (mean_absolute_error <= 15)
AS SELECT * FROM departed_flights;
