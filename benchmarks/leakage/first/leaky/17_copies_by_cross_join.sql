-- L1.4, S8: every row five times.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['GRADE'])
PREDICT AT NONE
AS SELECT GPA, TUCE, PSI, GRADE FROM students CROSS JOIN range(5) AS copies(i);
