-- Statistics belong into TRANSFORM: they are fitted on training rows only.
CREATE MODEL m
TRANSFORM (ML.STANDARD_SCALER(radius_mean) OVER () AS radius, ML.QUANTILE_BUCKETIZE(texture_mean, 4) OVER () AS texture, benign)
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'])
PREDICT AT NONE AS SELECT radius_mean, texture_mean, benign FROM tumours;
