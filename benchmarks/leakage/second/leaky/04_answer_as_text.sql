-- L2, S1: the answer printed into a text among others.
CREATE TABLE notes AS SELECT carrier, dest, format('{} to {}: {}', carrier, dest, CASE WHEN arr_delay > 15 THEN 'complaint' ELSE 'fine' END) AS note, arr_delay FROM flights;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT NONE
AS SELECT carrier, length(note) AS note_length, arr_delay > 15 AS is_late FROM notes;
