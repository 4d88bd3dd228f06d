-- Trained on eight buckets of a hash, judged on the two others.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['vote'])
PREDICT AT NONE AS SELECT age, educ, PID, vote FROM voters WHERE (age * 7 + educ * 3) % 10 < 8;
CREATE TABLE figures AS SELECT * FROM ML.EVALUATE(MODEL m, (SELECT age, educ, PID, vote FROM voters WHERE (age * 7 + educ * 3) % 10 >= 8));
