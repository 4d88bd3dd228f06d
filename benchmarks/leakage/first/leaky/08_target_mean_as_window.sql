-- L1.2, S1: the same as a window over the whole partition.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT NONE
AS SELECT carrier, distance, avg(arr_delay) OVER (PARTITION BY dest) AS usual_delay, arr_delay FROM flights;
