CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['late'])
PREDICT AT NONE
AS SELECT carrier, distance / max(distance) OVER () AS share, arr_delay > 15 AS late FROM flights;
