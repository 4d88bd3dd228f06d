-- High school graduation from the family and the tests of the last spring; missing values are imputed in TRANSFORM, on training rows.
CREATE VIEW pupil_background AS
SELECT
  id, female, asian, hispan, black, cathhs, parcath, read12, math12,
  motheduc, fatheduc, lfaminc,
  motheduc IS NULL OR fatheduc IS NULL AS parent_unknown,
  hsgrad
FROM pupils
WHERE hsgrad IS NOT NULL;

CREATE MODEL graduation
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['hsgrad'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
TRANSFORM (
  female, asian, hispan, black, cathhs, parcath, parent_unknown,
  ML.IMPUTER(read12, 'mean') OVER () AS read12,
  ML.IMPUTER(math12, 'mean') OVER () AS math12,
  ML.IMPUTER(motheduc, 'median') OVER () AS motheduc,
  ML.IMPUTER(fatheduc, 'median') OVER () AS fatheduc,
  ML.IMPUTER(lfaminc, 'mean') OVER () AS lfaminc
)
KEY (id)
PREDICT AT NONE
AS SELECT * FROM pupil_background;

CREATE TABLE graduation_risk AS
SELECT id, 1 - ML.PROBABILITY(predicted_hsgrad_probs, 1) AS p_no_diploma
FROM ML.PREDICT(MODEL graduation, TABLE pupil_background);
