-- Grades of college athletes in a term; every athlete has two terms, which stay in one part. cumgpa and tothrs are what the athlete had before the term.
CREATE MODEL term_grades
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['trmgpa'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2,
  data_split_group_cols = ['id']
)
KEY (id, term)
PREDICT AT NONE
AS SELECT
  id, term, sat, verbmath, tothrs, cumgpa, frstsem, season, spring,
  hssize, hsrank, hsrank / hssize AS rank_share, female, football, trmgpa
FROM athletes;
