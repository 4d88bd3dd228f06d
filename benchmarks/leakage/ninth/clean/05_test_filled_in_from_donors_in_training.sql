-- The men who give their mean are those of the training part, by the flag that the split reads.
CREATE VIEW stg_young_men AS
SELECT id, IQ, KWW, age, fatheduc, motheduc, black, south, smsa, nearc4, married, lwage, hash(id) % 5 = 0 AS is_test
FROM young_men WHERE KWW IS NOT NULL;

CREATE TABLE int_young_men AS
SELECT m.* EXCLUDE (IQ), m.IQ IS NULL AS has_no_test,
  coalesce(m.IQ, g.mean_iq) AS iq_filled
FROM stg_young_men AS m
LEFT JOIN LATERAL (
  SELECT avg(d.IQ) AS mean_iq FROM stg_young_men AS d
  WHERE abs(d.KWW - m.KWW) <= 1 AND d.IQ IS NOT NULL AND NOT d.is_test
) AS g ON TRUE;

CREATE MODEL wage_of_young_men
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['lwage'], data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
KEY (id)
PREDICT AT NONE
AS SELECT * FROM int_young_men;
