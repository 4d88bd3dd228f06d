-- L2, S1: TRANSFORM scales the gift of which the answer is made.
CREATE MODEL m
TRANSFORM (ML.STANDARD_SCALER(gift) OVER () AS size, ML.STANDARD_SCALER(avggift) OVER () AS usual_size, weekslast, gave)
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['gave']) PREDICT AT NONE
AS SELECT gift, avggift, weekslast, gift > 0 AS gave FROM mailings;
