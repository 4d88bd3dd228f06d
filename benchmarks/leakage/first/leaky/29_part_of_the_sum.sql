-- L2, S1: the label is the sum of two delays, one of them is a feature.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['bad'])
PREDICT AT NONE
AS SELECT carrier, dest, dep_delay, dep_delay + arr_delay > 60 AS bad FROM flights;
