-- dep_delay is a feature, and the prediction is made when the flight has left.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT left_at + INTERVAL 10 MINUTE
AS SELECT left_at, carrier, distance, dep_delay, arr_delay > 15 AS is_late FROM flights;
