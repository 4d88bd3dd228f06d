-- L3.2, L3.2: the same professors are asked in three years and stand in training and test.
CREATE TABLE salaries AS
SELECT id, year, pubindx, totpge, assist, assoc, prof, chair, top20phd, exper, female, lsalary
FROM professors
WHERE lsalary IS NOT NULL;

CREATE MODEL professor_salary
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lsalary'], data_split_method = 'RANDOM')
KEY (id, year)
PREDICT AT NONE
AS SELECT * FROM salaries;
