-- L1.2, S5: mean and deviation over all rows, test rows in them.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'])
PREDICT AT NONE
AS SELECT (radius_mean - avg(radius_mean) OVER ()) / stddev(radius_mean) OVER () AS radius_z, texture_mean, benign FROM tumours;
