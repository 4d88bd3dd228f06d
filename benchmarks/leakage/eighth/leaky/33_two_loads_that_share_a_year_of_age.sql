-- L1.4, S8: two loads by age meet at forty, and those who are forty are in both.
CREATE TABLE load_young AS
SELECT inc, age, fsize, nettfa, marr, male, pira, e401k FROM savers WHERE age BETWEEN 18 AND 40;
CREATE TABLE load_old AS
SELECT inc, age, fsize, nettfa, marr, male, pira, e401k FROM savers WHERE age BETWEEN 40 AND 99;

CREATE VIEW stg_savers AS SELECT * FROM load_young UNION ALL SELECT * FROM load_old;

CREATE TABLE mart_savers AS
SELECT inc, age, fsize, marr, male, nettfa, pira, e401k = 1 AS may_join FROM stg_savers;

CREATE MODEL may_join
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['may_join'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS SELECT * FROM mart_savers;
