-- Salaries at nine universities in three years; all years of a professor are on one side.
CREATE VIEW faculty AS
SELECT
  id, year,
  pubindx, totpge, exper, female, top20phd, chair,
  CASE WHEN assist = 1 THEN 'assistant' WHEN assoc = 1 THEN 'associate' WHEN prof = 1 THEN 'full' END AS rank,
  CASE
    WHEN osu = 1 THEN 'OSU' WHEN iowa = 1 THEN 'Iowa' WHEN indiana = 1 THEN 'Indiana' WHEN purdue = 1 THEN 'Purdue'
    WHEN msu = 1 THEN 'MSU' WHEN minn = 1 THEN 'Minnesota' WHEN mich = 1 THEN 'Michigan'
    WHEN wisc = 1 THEN 'Wisconsin' WHEN illinois = 1 THEN 'Illinois'
  END AS university,
  lsalary
FROM professors
WHERE lsalary IS NOT NULL;

CREATE MODEL salary
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lsalary'], data_split_group_cols = ['id'], data_split_eval_fraction = 0.2)
PREDICT AT NONE
AS SELECT * FROM faculty;
