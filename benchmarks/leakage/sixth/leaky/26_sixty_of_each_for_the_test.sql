-- L3.3, S7 or S1: sixty buyers and sixty others are kept back, where buyers are far more: the test rows are
-- no sample of those whom the model will meet. It looks like the usual care for classes.
CREATE TABLE interviews AS
SELECT id, regprc, ecoprc, hhsize, educ, faminc, age, male, ecolbs > 0 AS buys,
  row_number() OVER (PARTITION BY ecolbs > 0 ORDER BY hash(id), id) <= 60 AS is_test
FROM shoppers;
CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['buys'], data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
KEY (id) PREDICT AT NONE
AS SELECT * FROM interviews;
