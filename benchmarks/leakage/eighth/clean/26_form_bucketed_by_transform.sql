-- The same three measures, bucketed by TRANSFORM at quantiles of the players that are learned.
CREATE VIEW stg_hitters AS
SELECT years, games, bavg, hrunsyr, rbisyr, sbasesyr, fldperc, allstar, nl = 1 AS is_national, lsalary FROM hitters;

CREATE TABLE mart_hitters AS
SELECT years, games, fldperc, allstar, is_national,
  bavg, hrunsyr, sbasesyr,
  lsalary
FROM stg_hitters;

CREATE MODEL log_salary
TRANSFORM (years, games, fldperc, allstar, is_national, ML.QUANTILE_BUCKETIZE(bavg, 10) OVER () AS average_step,
  ML.QUANTILE_BUCKETIZE(hrunsyr, 10) OVER () AS homer_step, ML.QUANTILE_BUCKETIZE(sbasesyr, 10) OVER () AS steal_step, lsalary)
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lsalary'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
PREDICT AT NONE
AS SELECT * FROM mart_hitters;
