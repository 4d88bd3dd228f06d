-- children of low weight, from what is known of the mother before the birth.
CREATE VIEW pregnancies AS
SELECT faminc, cigtax, cigprice, fatheduc, motheduc, parity, white, cigs, bwght < 100 AS is_light
FROM births;

CREATE MODEL light_child
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_light'], auto_class_weights = TRUE)
TRANSFORM (* EXCEPT (fatheduc, motheduc),
  ML.IMPUTER(fatheduc, 'mean') OVER () AS fatheduc,
  ML.IMPUTER(motheduc, 'mean') OVER () AS motheduc,
  cigs > 0 AS smokes)
AS SELECT * FROM pregnancies;
