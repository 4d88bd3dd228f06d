-- L1.1, S9: a table in between, and only some columns; the rows are the same.
CREATE TABLE known AS SELECT OBS, GPA, TUCE, PSI, GRADE FROM students;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['GRADE'])
PREDICT AT NONE AS SELECT GPA, TUCE, PSI, GRADE FROM known;
CREATE TABLE good_students AS SELECT * FROM known WHERE GPA > 3;
CREATE TABLE figures AS SELECT * FROM ML.EVALUATE(MODEL m, TABLE good_students);
