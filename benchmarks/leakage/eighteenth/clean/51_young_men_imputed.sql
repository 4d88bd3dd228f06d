-- Wages from schooling and tests; missing tests are imputed in TRANSFORM, from the training rows.
CREATE MODEL young_mens_wages
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'], data_split_method = 'RANDOM')
TRANSFORM (
  educ, exper, exper * exper AS exper_squared, black, smsa, south,
  ML.IMPUTER(IQ, 'mean') OVER () AS iq,
  IQ IS NULL AS iq_missing,
  ML.IMPUTER(KWW, 'median') OVER () AS kww
)
KEY (id)
PREDICT AT NONE
AS SELECT id, educ, exper, black, smsa, south, IQ, KWW, lwage FROM young_men;
