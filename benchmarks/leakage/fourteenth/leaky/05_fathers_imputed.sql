-- L1.2, S5: missing education of fathers is filled with group means, and incomes cut at quartiles, over all births before the split.
CREATE TABLE births_clean AS
SELECT
  coalesce(fatheduc, avg(fatheduc) OVER (PARTITION BY motheduc)) AS fatheduc,
  fatheduc IS NULL AS no_fatheduc,
  motheduc, parity, male, white, cigs, cigprice,
  ntile(4) OVER (ORDER BY faminc) AS income_quartile,
  bwght
FROM births;

CREATE MODEL birth_weight
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['bwght'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.25)
PREDICT AT NONE
AS SELECT * FROM births_clean;
