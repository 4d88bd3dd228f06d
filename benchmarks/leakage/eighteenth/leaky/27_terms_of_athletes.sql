-- L3.2, L3.2: the autumn and the spring term of one athlete stand on different sides of a hash of id and term.
CREATE VIEW terms AS
SELECT id, term, sat, verbmath, hsperc, hssize, female, black, white, football, season, tothrs, trmgpa,
  hash(concat(CAST(id AS VARCHAR), '-', CAST(term AS VARCHAR))) % 4 = 0 AS is_test
FROM athletes;

CREATE MODEL grade_of_term
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['trmgpa'],
  data_split_method = 'CUSTOM', data_split_col = 'is_test')
KEY (id, term)
PREDICT AT NONE
AS SELECT * FROM terms;
