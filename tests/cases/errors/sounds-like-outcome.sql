CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['rich'])
PREDICT AT NONE
AS SELECT age, closed_reason, rich FROM people;
