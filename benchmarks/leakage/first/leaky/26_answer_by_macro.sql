-- L2, S1: a macro hides that the band is made of the label's column.
CREATE MACRO severity(x) AS CASE WHEN x > 60 THEN 2 WHEN x > 0 THEN 1 ELSE 0 END;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT NONE
AS SELECT carrier, distance, severity(arr_delay) AS class_of_service, arr_delay > 15 AS is_late FROM flights;
