-- L1.1, S9: the figures come from the rows that the model learned.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'])
PREDICT AT NONE AS SELECT radius_mean, texture_mean, benign FROM tumours;
CREATE TABLE figures AS SELECT * FROM ML.EVALUATE(MODEL m, (SELECT radius_mean, texture_mean, benign FROM tumours));
