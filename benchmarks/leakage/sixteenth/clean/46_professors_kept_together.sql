-- Salaries of professors; the years of one person stay in one part.
CREATE MODEL salary
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['lsalary'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25, data_split_group_cols = ['id']
)
KEY (id, year)
PREDICT AT NONE
AS
SELECT id, year, lsalary, exper, expersq, pubindx, female, chair, top20phd, assist, assoc, prof, y95, y99
FROM professors
WHERE salary IS NOT NULL;
