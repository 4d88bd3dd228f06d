-- L1.2, S5: a missing IQ is filled with the median of all men of the same education, test rows included.
CREATE MODEL wage_of_young_men
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'], data_split_method = 'RANDOM')
KEY (id)
PREDICT AT NONE
AS
WITH typical AS (
  SELECT educ, median("IQ") AS iq_median, avg("KWW") AS kww_mean
  FROM young_men
  GROUP BY educ
)
SELECT
  m.id, m.educ, m.exper, m.expersq, m.black, m.south, m.smsa, m.married,
  coalesce(m."IQ", t.iq_median) AS iq,
  coalesce(m."KWW", t.kww_mean) AS kww,
  m.lwage
FROM young_men m
LEFT JOIN typical t ON t.educ = m.educ;
