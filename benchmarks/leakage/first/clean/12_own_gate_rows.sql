-- ML.EVALUATE without a table uses the rows that were kept from training.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['GRADE'])
PREDICT AT NONE AS SELECT GPA, TUCE, PSI, GRADE FROM students;
CREATE TABLE figures AS SELECT * FROM ML.EVALUATE(MODEL m);
