-- L3.2, L3.2: the same 262 professors in 1992, 1995 and 1999, split at random by row.
CREATE VIEW salaries AS
SELECT id, year, pubindx, totpge, assist, assoc, prof, chair, top20phd, female, exper,
  CASE
    WHEN osu = 1 THEN 'OSU' WHEN iowa = 1 THEN 'Iowa' WHEN indiana = 1 THEN 'Indiana' WHEN purdue = 1 THEN 'Purdue'
    WHEN msu = 1 THEN 'MSU' WHEN minn = 1 THEN 'Minnesota' WHEN mich = 1 THEN 'Michigan'
    WHEN wisc = 1 THEN 'Wisconsin' WHEN illinois = 1 THEN 'Illinois'
  END AS university,
  lsalary
FROM professors
WHERE lsalary IS NOT NULL;

CREATE MODEL salary
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['lsalary'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25)
PREDICT AT NONE
AS SELECT * EXCLUDE (id) FROM salaries;
