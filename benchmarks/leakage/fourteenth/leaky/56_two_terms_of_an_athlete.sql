-- L3.2, L3.2: an athlete's two terms are rows of their own, split at random; sat and rank tell who it is.
CREATE MODEL term_grades
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['trmgpa'])
KEY (id, term)
PREDICT AT NONE
AS SELECT
  id, term, sat, verbmath, hssize, hsrank, tothrs, season, frstsem, female, football, trmgpa
FROM athletes;
