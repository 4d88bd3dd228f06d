-- L3.3, S7: flights with moderate delays are left out, so the test is easier than life.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT NONE
AS SELECT carrier, distance, hour, arr_delay > 15 AS is_late FROM flights WHERE arr_delay < 0 OR arr_delay > 45;
