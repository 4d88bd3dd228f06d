-- A stratified split: the test rows are chosen within each answer, a fifth of each, so that answers are as
-- frequent among them as among all. The answer decides nothing but the order of drawing.
CREATE TABLE interviews AS
SELECT id, regprc, ecoprc, hhsize, educ, faminc, age, male, ecolbs > 0 AS buys,
  row_number() OVER (PARTITION BY ecolbs > 0 ORDER BY hash(id), id) % 5 = 0 AS is_test
FROM shoppers;
CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['buys'], data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
KEY (id) PREDICT AT NONE
AS SELECT * FROM interviews;
