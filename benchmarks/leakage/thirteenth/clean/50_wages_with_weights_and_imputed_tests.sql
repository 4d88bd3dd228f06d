-- Wages of men of 24 to 34 with their sampling weights; tests are imputed inside TRANSFORM, of training rows only.
CREATE TABLE men (*, id PRIMARY KEY) AS
SELECT
  id, educ, age, exper, black, south, smsa, married, libcrd14, nearc4, momdad14, IQ, KWW, fatheduc, motheduc, weight,
  IQ IS NULL AS iq_missing,
  lwage
FROM young_men;

CREATE MODEL wage_of_young_men
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'], instance_weight_col = 'weight')
TRANSFORM (
  educ, exper, exper * exper AS exper_squared, black, south, smsa, married, libcrd14, nearc4, momdad14, iq_missing,
  ML.IMPUTER(IQ, 'mean') OVER () AS IQ,
  ML.IMPUTER(KWW, 'mean') OVER () AS KWW,
  ML.IMPUTER(fatheduc, 'median') OVER () AS fatheduc,
  ML.IMPUTER(motheduc, 'median') OVER () AS motheduc,
  weight, lwage
)
PREDICT AT NONE
AS SELECT * FROM men;

ASSERT (SELECT count(*) FROM men WHERE lwage IS NULL) = 0 AS 'every man has a wage';
