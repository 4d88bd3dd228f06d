-- Weight at birth from what is known of parents and pregnancy; weights in other units are left out.
CREATE MODEL birth_weight
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['bwght'], data_split_method = 'RANDOM')
TRANSFORM (
  ML.IMPUTER(fatheduc, 'mean') OVER () AS fatheduc, fatheduc IS NULL AS no_fatheduc,
  motheduc, parity, male, white, cigs, cigs > 0 AS smokes, cigprice, LN(faminc) AS log_income, bwght
)
PREDICT AT NONE
AS SELECT faminc, cigtax, cigprice, fatheduc, motheduc, parity, male, white, cigs, bwght FROM births;
