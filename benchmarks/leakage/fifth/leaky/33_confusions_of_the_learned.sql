-- L1.1, S9: which class is taken for which is counted on the table from which the model learned.
CREATE TABLE asked AS SELECT age, educ, married, employ, exhealth, abuse = 1 AS abuses FROM drinkers;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['abuses']) PREDICT AT NONE AS SELECT * FROM asked;
CREATE TABLE confusions AS SELECT * FROM ML.CONFUSION_MATRIX(MODEL m, TABLE asked, STRUCT(0.2 AS threshold));
