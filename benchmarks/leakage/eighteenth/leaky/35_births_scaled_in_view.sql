-- L1.2, S5: income and price are standardised with the mean and deviation of all rows before the split.
CREATE VIEW scaled_births AS
SELECT
  ML.STANDARD_SCALER(faminc) OVER () AS faminc,
  ML.STANDARD_SCALER(cigprice) OVER () AS cigprice,
  ML.MIN_MAX_SCALER(cigs) OVER () AS cigs,
  motheduc, parity, male, white, bwght
FROM births;

CREATE MODEL birth_weight
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['bwght'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.25)
PREDICT AT NONE
AS SELECT * FROM scaled_births;
