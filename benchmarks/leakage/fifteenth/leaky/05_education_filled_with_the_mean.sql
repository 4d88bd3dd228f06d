-- L1.2, S5: missing years of schooling are filled with the mean over all births, before the split.
CREATE TABLE births_imputed AS
SELECT b.bwght, b.cigs, b.faminc, b.parity, b.male, b.white, b.cigprice,
  COALESCE(b.motheduc, m.motheduc) AS motheduc,
  COALESCE(b.fatheduc, m.fatheduc) AS fatheduc
FROM births b
CROSS JOIN (SELECT avg(motheduc) AS motheduc, avg(fatheduc) AS fatheduc FROM births) m;

CREATE MODEL bwght_linear
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['bwght'], l2_reg = 1.0)
PREDICT AT NONE
AS SELECT * FROM births_imputed;
