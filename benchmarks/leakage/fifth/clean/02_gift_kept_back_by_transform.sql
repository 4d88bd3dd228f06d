-- The query selects the gift, but TRANSFORM does not let it through: only what was known of the donor is learned.
CREATE MODEL m
TRANSFORM (ML.STANDARD_SCALER(giftlast) OVER () AS size_last, ML.STANDARD_SCALER(avggift) OVER () AS usual_size, weekslast, gave)
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['gave']) PREDICT AT NONE
AS SELECT gift, giftlast, avggift, weekslast, gift > 0 AS gave FROM mailings;
