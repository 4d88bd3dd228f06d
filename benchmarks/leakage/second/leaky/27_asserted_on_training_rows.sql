-- L1.1, S9: an assertion promises a figure on the rows that were learned.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['vote'])
PREDICT AT NONE AS SELECT age, educ, PID, vote FROM voters;
ASSERT (SELECT accuracy FROM ML.EVALUATE(MODEL m, TABLE voters)) > 0.8 AS 'the model is good';
