-- A table of predictions reads the model and all rows; no model reads it.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'])
PREDICT AT NONE AS SELECT radius_mean, texture_mean, benign FROM tumours;
CREATE TABLE scored AS SELECT * FROM ML.PREDICT(MODEL m, TABLE tumours);
