-- Salaries of professors in three years; all years of a professor stay in one part.
CREATE VIEW staff_years AS
SELECT id, year, pubindx, totpge, assist, assoc, chair, top20phd, female, exper, lsalary
FROM professors
WHERE lsalary IS NOT NULL;

CREATE MODEL pay_of_professors
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['lsalary'], data_split_method = 'RANDOM',
  data_split_group_cols = ['id']
)
PREDICT AT NONE
AS SELECT * FROM staff_years;
