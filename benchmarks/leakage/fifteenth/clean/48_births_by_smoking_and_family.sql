-- Weight at birth from what is known before it.
CREATE MODEL birth_weight
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['bwght'])
TRANSFORM (
  cigs, cigs > 0 AS smokes, parity, white,
  ML.IMPUTER(fatheduc, 'mean') OVER () AS fatheduc,
  ML.IMPUTER(motheduc, 'mean') OVER () AS motheduc,
  ML.QUANTILE_BUCKETIZE(faminc, 4) OVER () AS income_band,
  cigprice, bwght
)
PREDICT AT NONE
AS SELECT cigs, parity, white, fatheduc, motheduc, faminc, cigprice, bwght FROM births;
