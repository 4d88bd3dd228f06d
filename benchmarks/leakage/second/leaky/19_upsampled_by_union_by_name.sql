-- L1.4, S8: the rare class once more, by name, in another order of columns.
CREATE VIEW more_rare AS SELECT GRADE, PSI, TUCE, GPA FROM students WHERE GRADE = 1;
CREATE TABLE training AS SELECT GPA, TUCE, PSI, GRADE FROM students UNION ALL BY NAME SELECT * FROM more_rare;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['GRADE'])
PREDICT AT NONE AS SELECT * FROM training;
