-- Salaries of professors in three years; a professor stays on one side. Those whose salary is missing are scored.
CREATE TABLE professor_years AS
SELECT
  id, year, assist, assoc, prof, chair, top20phd, exper, expersq, pubindx, totpge, female,
  CASE
    WHEN osu = 1 THEN 'osu' WHEN iowa = 1 THEN 'iowa' WHEN indiana = 1 THEN 'indiana' WHEN purdue = 1 THEN 'purdue'
    WHEN msu = 1 THEN 'msu' WHEN minn = 1 THEN 'minn' WHEN mich = 1 THEN 'mich' WHEN wisc = 1 THEN 'wisc' ELSE 'illinois'
  END AS university,
  lsalary
FROM professors;

CREATE MODEL professor_salary
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['lsalary'],
  data_split_method = 'RANDOM', data_split_group_cols = ['id']
)
PREDICT AT NONE
AS SELECT * FROM professor_years WHERE lsalary IS NOT NULL;

CREATE TABLE missing_salaries AS
SELECT id, year, exp(predicted_lsalary) AS salary
FROM ML.PREDICT(MODEL professor_salary, (SELECT * FROM professor_years WHERE lsalary IS NULL));
