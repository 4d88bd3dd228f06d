-- L2, S1: the gift is renamed in a star, and whether there was one is the answer.
CREATE VIEW donors AS SELECT * EXCLUDE (respond) RENAME (gift AS amount) FROM mailings;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['gave']) PREDICT AT NONE
AS SELECT *, amount > 0 AS gave FROM donors;
