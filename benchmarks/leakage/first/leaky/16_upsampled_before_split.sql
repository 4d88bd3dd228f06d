-- L1.4, S8: late flights stand in the data three times before the split.
CREATE TABLE balanced AS
SELECT carrier, origin, distance, arr_delay > 15 AS is_late FROM flights
UNION ALL SELECT carrier, origin, distance, arr_delay > 15 AS is_late FROM flights WHERE arr_delay > 15
UNION ALL SELECT carrier, origin, distance, arr_delay > 15 AS is_late FROM flights WHERE arr_delay > 15;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT NONE AS SELECT * FROM balanced;
