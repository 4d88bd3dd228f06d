-- Salaries of professors whom the model has not seen: all years of one stay together.
CREATE MODEL professor_salary
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['lsalary'],
  data_split_method = 'RANDOM', data_split_group_cols = ['id'], data_split_eval_fraction = 0.25
)
KEY (id, year)
PREDICT AT NONE
AS
SELECT id, year, pubindx, totpge, assist, assoc, prof, chair, top20phd, exper, female, lsalary
FROM professors
WHERE lsalary IS NOT NULL;
