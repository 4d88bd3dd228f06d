-- The delay of departure is known when the flight leaves, five minutes before the prediction.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT left_at + INTERVAL 5 MINUTE
AS SELECT left_at, origin, dest, distance, dep_delay, arr_delay FROM flights;
