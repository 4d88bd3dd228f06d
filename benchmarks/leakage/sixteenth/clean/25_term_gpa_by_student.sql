-- A term's grades from what was known at admission; both terms of a student stay in one part.
CREATE MODEL term_gpa
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['trmgpa'],
  data_split_method = 'RANDOM', data_split_group_cols = ['id']
)
KEY (id, term)
PREDICT AT NONE
AS
SELECT id, term, sat, verbmath, hsperc, hssize, female, black, football, season, trmgpa
FROM athletes;
