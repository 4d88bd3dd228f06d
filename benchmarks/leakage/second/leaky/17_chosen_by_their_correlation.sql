-- L1.3, S1: a scalar query over the label of all rows decides which measure is used.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'])
PREDICT AT NONE
AS SELECT CASE WHEN (SELECT abs(corr(radius_mean, benign)) > abs(corr(texture_mean, benign)) FROM tumours) THEN radius_mean ELSE texture_mean END AS best_measure, symmetry_mean, benign FROM tumours;
