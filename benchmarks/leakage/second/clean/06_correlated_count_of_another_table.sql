-- A correlated count over a table that has no label and no time.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT NONE
AS SELECT f.carrier, f.distance, (SELECT count(*) FROM planes p WHERE p.year < f.year - 20) AS old_planes, f.arr_delay > 15 AS is_late FROM flights f;
