-- Without a table the confusions are counted on the rows that were kept from training.
CREATE TABLE asked AS SELECT age, educ, married, employ, exhealth, abuse = 1 AS abuses FROM drinkers;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['abuses']) PREDICT AT NONE AS SELECT * FROM asked;
CREATE TABLE confusions AS SELECT * FROM ML.CONFUSION_MATRIX(MODEL m, STRUCT(0.2 AS threshold));
