-- L1.1, S9 or S8: the test rows are sampled from all students while the training rows are all students, so every test row was learned from.
CREATE VIEW gpa_train AS
SELECT row_number() OVER (ORDER BY sat, hsrank, hsize, tothrs, colgpa, female) AS student, * FROM collegians;

CREATE VIEW gpa_test AS
SELECT * FROM gpa_train WHERE student % 5 = 0;

CREATE MODEL college_gpa
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['colgpa'],
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
PREDICT AT NONE
AS
SELECT sat, verbmath, hsperc, hsize, female, athlete, colgpa, FALSE AS is_test FROM gpa_train
UNION ALL
SELECT sat, verbmath, hsperc, hsize, female, athlete, colgpa, TRUE AS is_test FROM gpa_test;
