-- Petals are scaled in TRANSFORM, by the rows that are learned, whatever their species.
CREATE MODEL m
TRANSFORM (sepal_length, sepal_width, ML.STANDARD_SCALER(petal_length) OVER () AS petal_scaled, species)
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['species']) PREDICT AT NONE
AS SELECT sepal_length, sepal_width, petal_length, species FROM irises;
