-- L3.3, S7: most punctual flights are left out before the test is cut, so the test has other odds than life.
CREATE TABLE thinned AS SELECT * FROM flights WHERE arr_delay > 15 OR flight % 5 = 0;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT NONE
AS SELECT carrier, distance, hour, arr_delay > 15 AS is_late FROM thinned;
