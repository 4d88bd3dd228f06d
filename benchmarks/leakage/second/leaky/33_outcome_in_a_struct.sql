-- L2, S1: the label's column hidden in a struct and taken out again.
CREATE TABLE packed AS SELECT carrier, distance, struct_pack(a := air_time, d := arr_delay) AS facts, arr_delay > 15 AS is_late FROM flights;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT NONE AS SELECT carrier, distance, facts.d AS x, is_late FROM packed;
