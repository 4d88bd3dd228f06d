-- Who leaves high school with a diploma; trained where that is known, then scored where it is not.
CREATE VIEW pupil_features AS
SELECT id, female, asian, hispan, black, motheduc, fatheduc, lfaminc, cathhs, parcath, hsgrad FROM pupils;

CREATE MODEL graduates
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['hsgrad'], auto_class_weights = TRUE,
  description = 'high school diploma, by family and school'
)
KEY (id)
PREDICT AT NONE
STANDARDS (roc_auc >= 0.6)
AS SELECT * FROM pupil_features WHERE hsgrad IS NOT NULL;

CREATE TABLE graduates_expected (*, id PRIMARY KEY) AS
SELECT id, ML.PROBABILITY(predicted_hsgrad_probs, 1) AS p_graduates
FROM ML.PREDICT(MODEL graduates, (SELECT * EXCLUDE (hsgrad) FROM pupil_features WHERE hsgrad IS NULL));
