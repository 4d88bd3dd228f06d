-- L3.2, L3.2: the pseudonym that the split groups by is made of the professor and the wave, so the three waves of one
-- professor get three groups.
CREATE VIEW stg_professors AS
SELECT md5(concat_ws('#', id, year)) AS pseudonym, year, salary, pubindx, totpge, assist, assoc, prof, chair,
  top20phd, exper, female
FROM professors
WHERE salary IS NOT NULL;

CREATE TABLE pay_facts AS
SELECT pseudonym, year, pubindx, totpge, top20phd, exper, female, chair,
  CASE WHEN prof = 1 THEN 'full' WHEN assoc = 1 THEN 'associate' WHEN assist = 1 THEN 'assistant' END AS rank_held,
  ln(salary) AS log_salary
FROM stg_professors;

CREATE MODEL professor_pay
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['log_salary'], data_split_group_cols = ['pseudonym'])
PREDICT AT NONE
AS SELECT * FROM pay_facts;
