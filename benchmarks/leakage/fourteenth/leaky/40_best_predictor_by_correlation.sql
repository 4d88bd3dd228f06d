-- L1.3, S5: the test score that correlates better with graduation is chosen over all pupils before the split.
CREATE TABLE feature_scores AS
SELECT abs(corr(read12, hsgrad)) AS by_reading, abs(corr(math12, hsgrad)) AS by_mathematics
FROM pupils
WHERE hsgrad IS NOT NULL;

CREATE MODEL graduation
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['hsgrad'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
KEY (id)
PREDICT AT NONE
AS SELECT
  p.id, p.female, p.black, p.hispan, p.lfaminc, p.motheduc,
  CASE WHEN s.by_reading > s.by_mathematics THEN p.read12 ELSE p.math12 END AS best_score,
  p.hsgrad
FROM pupils p CROSS JOIN feature_scores s
WHERE p.hsgrad IS NOT NULL;
