-- L1.1, S9 or S8: the validation rows are a sample that was also left among the training rows.
CREATE VIEW people AS
SELECT row_number() OVER (ORDER BY age, tserved, durat, follow, rules, educ, priors) AS person_no,
  black, alcohol, drugs, married, felon, workprg, priors, educ, rules, age, tserved, 1 - cens AS returned
FROM convicts;

CREATE VIEW train_and_validation AS
SELECT *, FALSE AS is_validation FROM people
UNION ALL
SELECT *, TRUE AS is_validation FROM people WHERE person_no % 4 = 0;

CREATE MODEL returning
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['returned'],
  data_split_method = 'CUSTOM', data_split_col = 'is_validation')
CARRY (person_no)
PREDICT AT NONE
AS SELECT * FROM train_and_validation;
