-- L2, S1: NOT IN over the late flights.
CREATE VIEW offenders AS SELECT DISTINCT tailnum FROM flights WHERE arr_delay > 30 AND tailnum IS NOT NULL;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['very_late'])
PREDICT AT NONE
AS SELECT carrier, distance, tailnum NOT IN (SELECT tailnum FROM offenders) AS is_clean, arr_delay > 30 AS very_late FROM flights;
