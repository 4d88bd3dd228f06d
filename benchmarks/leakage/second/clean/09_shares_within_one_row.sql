-- Ratios of two columns of one row.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'])
PREDICT AT NONE
AS SELECT area_mean / perimeter_mean AS roundness, greatest(radius_mean, radius_worst) AS size, list_avg([texture_mean, texture_worst]) AS texture, benign FROM tumours;
