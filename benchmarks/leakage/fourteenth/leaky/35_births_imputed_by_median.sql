-- L1.2, S5: the medians that fill the gaps are taken over all births before the split.
CREATE TABLE births_filled AS
WITH medians AS (
  SELECT median(fatheduc) AS fatheduc, median(motheduc) AS motheduc FROM births
)
SELECT
  b.faminc, b.cigprice, b.cigtax, b.parity, b.white, b.cigs,
  coalesce(b.fatheduc, m.fatheduc) AS fatheduc,
  coalesce(b.motheduc, m.motheduc) AS motheduc,
  b.bwght
FROM births b CROSS JOIN medians m;

CREATE MODEL birth_weight
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['bwght'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
PREDICT AT NONE
AS SELECT * FROM births_filled;
