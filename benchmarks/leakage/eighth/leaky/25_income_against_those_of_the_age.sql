-- L1.2, S5: income is divided by the mean of all who are as old, those of the test among them.
CREATE VIEW stg_savers AS
SELECT inc, age, fsize, marr = 1 AS is_married, male = 1 AS is_male, e401k = 1 AS may_join, nettfa, pira FROM savers;

CREATE TABLE mart_savers AS
SELECT age, fsize, nettfa, is_married, is_male, may_join,
  inc / avg(inc) OVER (PARTITION BY age) AS income_index,
  inc - median(inc) OVER (PARTITION BY fsize) AS income_gap,
  pira = 1 AS has_account
FROM stg_savers;

CREATE MODEL has_account
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['has_account'])
PREDICT AT NONE
AS SELECT * FROM mart_savers;
