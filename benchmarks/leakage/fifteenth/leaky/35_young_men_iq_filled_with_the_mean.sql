-- L1.2, S5: missing IQ and schooling of the parents are filled with means over all rows, before the split.
CREATE VIEW filled AS
SELECT
  m.id, m.educ, m.exper, m.black, m.south, m.smsa, m.libcrd14, m.momdad14,
  coalesce(m.IQ, s.mean_iq) AS iq,
  coalesce(m.fatheduc, s.mean_fatheduc) AS fatheduc,
  coalesce(m.motheduc, s.mean_motheduc) AS motheduc,
  m.lwage
FROM young_men m
CROSS JOIN (
  SELECT avg(IQ) AS mean_iq, avg(fatheduc) AS mean_fatheduc, avg(motheduc) AS mean_motheduc FROM young_men
) s;

CREATE MODEL young_wage
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'], l2_reg = 1.0)
KEY (id)
PREDICT AT NONE
AS SELECT * FROM filled;
