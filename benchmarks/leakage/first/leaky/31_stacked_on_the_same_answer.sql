-- L1.2, S1: the first model has seen the answers of all rows on which the second is judged.
CREATE MODEL base OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'])
PREDICT AT NONE AS SELECT radius_mean, texture_mean, benign FROM tumours;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'])
PREDICT AT NONE
AS SELECT area_mean, predicted_benign AS guess, benign FROM ML.PREDICT(MODEL base, (SELECT radius_mean, texture_mean, area_mean, benign FROM tumours));
