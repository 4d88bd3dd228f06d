-- An ordinary project: what is missing is filled by ML.IMPUTER, with the mean of the births that are learned from.
CREATE VIEW stg_births AS
SELECT faminc, motheduc, fatheduc, parity, male, white, cigs, cigprice, bwght FROM births;

CREATE MODEL light_birth
TRANSFORM (
  ML.IMPUTER(fatheduc, 'mean') OVER () AS fatheduc, ML.IMPUTER(motheduc, 'mean') OVER () AS motheduc,
  ML.STANDARD_SCALER(faminc) OVER () AS faminc, parity, male, white, cigs, cigprice, is_light
)
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_light'])
PREDICT AT NONE
AS SELECT * EXCLUDE (bwght), bwght < 100 AS is_light FROM stg_births;
