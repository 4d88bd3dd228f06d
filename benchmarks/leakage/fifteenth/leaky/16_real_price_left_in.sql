-- L2, S1 or S2: the logarithms were excluded, but rprice is the price itself in money of 1978.
CREATE MODEL house_price
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['price'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
PREDICT AT NONE
AS SELECT * EXCLUDE (lprice, lrprice, agesq, lintstsq) FROM houses;
