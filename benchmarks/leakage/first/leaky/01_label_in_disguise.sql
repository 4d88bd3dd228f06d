-- L2, S1: late_minutes is arr_delay, of which the label is made.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT NONE
AS SELECT carrier, distance, arr_delay / 60.0 AS late_hours, arr_delay > 15 AS is_late FROM flights;
