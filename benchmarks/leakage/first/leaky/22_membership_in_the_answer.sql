-- L2, S1: the flag says whether the flight is among the late ones.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT NONE
AS SELECT carrier, distance, tailnum IN (SELECT tailnum FROM flights WHERE arr_delay > 15) AS known_offender, arr_delay > 15 AS is_late FROM flights;
