-- L1.4, S8: copies with a little noise that is made of the row itself.
CREATE TABLE augmented AS
SELECT radius_mean, texture_mean, benign FROM tumours
UNION ALL
SELECT radius_mean + 0.01 * (texture_mean - 20) AS radius_mean, texture_mean, benign FROM tumours;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'])
PREDICT AT NONE AS SELECT * FROM augmented;
