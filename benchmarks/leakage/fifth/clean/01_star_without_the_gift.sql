-- The gift and its flag are excluded from the star; whether there was a gift is the answer.
CREATE VIEW donors AS SELECT * EXCLUDE (respond) RENAME (giftlast AS amount_last) FROM mailings;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['gave']) PREDICT AT NONE
AS SELECT * EXCLUDE (gift), gift > 0 AS gave FROM donors;
