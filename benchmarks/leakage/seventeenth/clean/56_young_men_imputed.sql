-- Wages of young men, weighted as they were sampled; missing tests are imputed in TRANSFORM, from training rows.
CREATE MODEL wage_young_men
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['lwage'],
  instance_weight_col = 'weight', data_split_method = 'RANDOM'
)
TRANSFORM (
  ML.IMPUTER(IQ, 'median') OVER () AS iq,
  IQ IS NULL AS iq_missing,
  ML.IMPUTER(KWW, 'mean') OVER () AS kww,
  educ, exper, exper * exper AS expersq, black, south, smsa, nearc4, weight, lwage
)
KEY (id)
PREDICT AT NONE
AS SELECT id, "IQ", "KWW", educ, exper, black, south, smsa, nearc4, weight, lwage FROM young_men;
