-- L3.2, L3.2: a professor stands in the table with three years, and the years are split at random.
CREATE VIEW professor_years AS
SELECT id, year, assist, assoc, chair, top20phd, female, exper, pubindx, totpge, lsalary
FROM professors
WHERE lsalary IS NOT NULL;

CREATE MODEL professor_salary
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lsalary'])
KEY (id, year)
PREDICT AT NONE
AS SELECT * FROM professor_years;
