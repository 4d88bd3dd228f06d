-- The grade of a term from school and sport; both terms of an athlete are on one side.
CREATE MODEL term_grade
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['trmgpa'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25, data_split_group_cols = ['id']
)
KEY (id, term)
PREDICT AT NONE
AS
SELECT id, term, sat, verbmath, hsperc, ln(hssize) AS log_hssize, season, football, female, black, white, trmgpa
FROM athletes;
