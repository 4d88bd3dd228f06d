-- The macro of the leaky case, over a column that is known.
CREATE MACRO severity(x) AS CASE WHEN x > 1000 THEN 2 WHEN x > 500 THEN 1 ELSE 0 END;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT NONE
AS SELECT carrier, severity(distance) AS length_class, arr_delay > 15 AS is_late FROM flights;
