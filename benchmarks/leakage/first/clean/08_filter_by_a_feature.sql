-- A filter, but by what is known.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['vote'])
PREDICT AT NONE
AS SELECT age, educ, income, PID, vote FROM voters WHERE age >= 25 AND educ > 1;
