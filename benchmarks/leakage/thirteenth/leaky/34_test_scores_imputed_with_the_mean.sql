-- L1.2, S5: missing IQ, KWW and schooling of the parents are filled with means over all men, test rows included.
CREATE TABLE men AS
WITH means AS (
  SELECT avg(IQ) AS iq, avg(KWW) AS kww, avg(fatheduc) AS fatheduc, avg(motheduc) AS motheduc
  FROM young_men
)
SELECT
  m.id, m.educ, m.exper, m.black, m.south, m.smsa, m.married, m.libcrd14, m.nearc4,
  coalesce(m.IQ, means.iq) AS iq,
  coalesce(m.KWW, means.kww) AS kww,
  coalesce(m.fatheduc, means.fatheduc) AS fatheduc,
  coalesce(m.motheduc, means.motheduc) AS motheduc,
  m.lwage
FROM young_men m CROSS JOIN means;

CREATE MODEL wage_of_young_men
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (id)
PREDICT AT NONE
AS SELECT * FROM men;
