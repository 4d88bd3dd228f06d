-- The rare class weighs more in training, and each row stands in the data once.
CREATE TABLE asked AS SELECT age, educ, married, employ, abuse FROM drinkers;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['abuse'], auto_class_weights = TRUE) PREDICT AT NONE
AS SELECT * FROM asked;
