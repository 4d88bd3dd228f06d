-- The power is chosen on a third of the wives, by a hash, and these are given up.
CREATE VIEW stg_wives AS
SELECT age, educ, kidslt6, kidsge6, huseduc, huswage, city, unem, exper, hours,
  hash(age, educ, exper, husage, huswage) % 3 = 0 AS is_trial
FROM wives;

CREATE TABLE int_power AS
WITH tried AS (
  SELECT p.i / 100 AS power, corr(w.hours, w.exper ** (p.i / 100)) AS r
  FROM stg_wives AS w, range(30, 100) AS p(i)
  WHERE w.is_trial
  GROUP BY p.i
)
SELECT power FROM tried ORDER BY r DESC, power LIMIT 1;

CREATE TABLE mart_wives AS
SELECT w.* EXCLUDE (exper, is_trial, hours), w.exper ** p.power AS experience, w.hours
FROM stg_wives AS w, int_power AS p
WHERE NOT w.is_trial;

CREATE MODEL hours_at_work
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['hours'])
PREDICT AT NONE
AS SELECT * FROM mart_wives;
