-- L2, S2: the delay of departure becomes known when the flight leaves, and the prediction is made at just that moment: not strictly before.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT left_at
AS SELECT left_at, origin, dest, distance, dep_delay, arr_delay FROM flights;
