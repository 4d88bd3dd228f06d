-- The maximum of a table of other things, at one value for all rows.
CREATE TABLE best AS SELECT max(MATHTOT) AS best_math FROM schools;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['GRADE'])
PREDICT AT NONE AS SELECT s.GPA, s.TUCE / b.best_math AS share_of_best, s.PSI, s.GRADE FROM students s CROSS JOIN best b;
