-- L1.1, S9: a seeded sample of the training rows is still training rows.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['pension']) PREDICT AT NONE AS SELECT age, tenure, educ, "union", pension FROM benefits;
CREATE TABLE curve AS SELECT * FROM ML.ROC_CURVE(MODEL m, (SELECT age, tenure, educ, "union", pension FROM benefits USING SAMPLE 30 PERCENT (bernoulli, 7)));
