-- A light newborn from what is known in pregnancy; the report is on the rows that were kept back.
CREATE VIEW pregnancies AS
SELECT
  cigs, parity, white, faminc, motheduc, fatheduc, cigtax, cigprice,
  CASE WHEN bwght < 100 THEN 1 ELSE 0 END AS is_light
FROM births;

CREATE MODEL light_birth
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_light'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.3, auto_class_weights = TRUE)
PREDICT AT NONE
AS SELECT * FROM pregnancies;

CREATE TABLE light_birth_report AS
SELECT roc_auc, "precision", recall FROM ML.EVALUATE(MODEL light_birth);
