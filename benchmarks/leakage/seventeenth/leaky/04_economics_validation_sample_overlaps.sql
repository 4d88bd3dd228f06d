-- L1.1, S9 or S8: the validation sample of the CUSTOM split is added to the training rows without being taken out of them.
CREATE VIEW validation_students AS
SELECT age, work, study, hsgpa, act, male, calculus, mothcoll, score
FROM economics
WHERE hash(age, work, study, hsgpa, act, score) % 4 = 0;

CREATE VIEW score_rows AS
SELECT age, work, study, hsgpa, act, male, calculus, mothcoll, score, FALSE AS is_validation
FROM economics
UNION ALL
SELECT *, TRUE AS is_validation
FROM validation_students;

CREATE MODEL exam_score
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['score'],
  data_split_method = 'CUSTOM', data_split_col = 'is_validation'
)
PREDICT AT NONE
AS SELECT * FROM score_rows;
