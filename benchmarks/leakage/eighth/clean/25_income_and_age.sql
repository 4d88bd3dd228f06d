-- An ordinary project: income in fixed steps and by head of the family; nothing looks at other rows.
CREATE VIEW stg_savers AS
SELECT inc, age, fsize, marr = 1 AS is_married, male = 1 AS is_male, e401k = 1 AS may_join, nettfa, pira FROM savers;

CREATE TABLE mart_savers AS
SELECT age, fsize, nettfa, is_married, is_male, may_join,
  floor(inc / 10) AS income_step, inc / fsize AS income_by_head,
  pira = 1 AS has_account
FROM stg_savers;

CREATE MODEL has_account
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['has_account'])
PREDICT AT NONE
AS SELECT * FROM mart_savers;
