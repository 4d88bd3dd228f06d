-- L1.2, S5: missing tests and the father's schooling are filled with the means of all men, also of those kept for the test.
CREATE TABLE stg_men AS
SELECT id, educ, exper, black, smsa, south, IQ, KWW, fatheduc, lwage, hash(id) % 5 = 0 AS is_test
FROM young_men;

CREATE TABLE ft_men AS
SELECT id, is_test, educ, exper, black, smsa, south, lwage,
  coalesce(IQ, avg(IQ) OVER ()) AS iq,
  coalesce(KWW, avg(KWW) OVER ()) AS kww,
  coalesce(fatheduc, avg(fatheduc) OVER ()) AS fatheduc,
  IQ IS NULL AS no_iq
FROM stg_men;

CREATE MODEL log_wage
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['lwage'], l2_reg = 0.1,
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
KEY (id)
PREDICT AT NONE
AS SELECT * FROM ft_men;
