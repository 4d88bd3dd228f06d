-- The weight at birth from what is known of the parents before; one row for each birth, scaled and imputed in TRANSFORM.
CREATE MODEL birth_weight
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['bwght'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.2)
TRANSFORM (
  ML.STANDARD_SCALER(faminc) OVER () AS faminc,
  ML.STANDARD_SCALER(cigs) OVER () AS cigs,
  cigs > 0 AS smokes,
  ML.IMPUTER(motheduc, 'median') OVER () AS motheduc,
  ML.IMPUTER(fatheduc, 'median') OVER () AS fatheduc,
  fatheduc IS NULL AS no_father_given,
  parity, white, cigprice
)
PREDICT AT NONE
AS SELECT faminc, cigs, cigprice, motheduc, fatheduc, parity, white, bwght FROM births;
