-- L1.2, S5: mean and deviation are those of all rows, the test rows among them.
CREATE TABLE births_scaled AS
SELECT
  (faminc - avg(faminc) OVER ()) / stddev(faminc) OVER () AS faminc_z,
  (cigs - avg(cigs) OVER ()) / stddev(cigs) OVER () AS cigs_z,
  (cigprice - avg(cigprice) OVER ()) / stddev(cigprice) OVER () AS cigprice_z,
  motheduc, fatheduc, parity, male, white,
  bwght
FROM births;

CREATE MODEL birth_weight
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['bwght'], l2_reg = 0.5)
PREDICT AT NONE
AS SELECT * FROM births_scaled;
