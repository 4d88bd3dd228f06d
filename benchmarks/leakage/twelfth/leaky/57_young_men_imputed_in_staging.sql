-- L1.2, S5: missing test scores are filled in the staging view, with means and medians of all men.
CREATE VIEW stg_young_men AS
SELECT
  id,
  age, black, south, smsa, nearc4, momdad14,
  ML.IMPUTER(IQ, 'mean') OVER () AS iq,
  ML.IMPUTER(KWW, 'median') OVER () AS kww,
  ML.IMPUTER(fatheduc, 'median') OVER () AS fatheduc,
  ML.IMPUTER(motheduc, 'median') OVER () AS motheduc,
  educ
FROM young_men;

CREATE MODEL years_of_school
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['educ'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.2)
KEY (id)
PREDICT AT NONE
AS SELECT * FROM stg_young_men;
