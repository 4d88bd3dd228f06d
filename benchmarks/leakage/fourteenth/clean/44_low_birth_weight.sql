-- Births of low weight, from what is known in pregnancy: income, prices of cigarettes, the parents, how many the mother smokes.
CREATE VIEW pregnancies AS
SELECT
  faminc, cigtax, cigprice, motheduc, coalesce(fatheduc, -1) AS fatheduc, fatheduc IS NULL AS father_unknown,
  parity, white, cigs,
  CASE WHEN cigs = 0 THEN 'none' WHEN cigs <= 10 THEN 'some' ELSE 'many' END AS smokes,
  bwght < 88 AS is_low
FROM births;

CREATE MODEL low_weight
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_low'], auto_class_weights = TRUE,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3
)
PREDICT AT NONE
AS SELECT * FROM pregnancies;
