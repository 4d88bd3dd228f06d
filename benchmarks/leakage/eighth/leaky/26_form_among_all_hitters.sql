-- L1.2, S5: a player's index adds up his ranks among all players, before the split, in three windows.
CREATE VIEW stg_hitters AS
SELECT years, games, bavg, hrunsyr, rbisyr, sbasesyr, fldperc, allstar, nl = 1 AS is_national, lsalary FROM hitters;

CREATE TABLE mart_hitters AS
SELECT years, games, fldperc, allstar, is_national,
  cume_dist() OVER (ORDER BY bavg) + cume_dist() OVER (ORDER BY hrunsyr) + cume_dist() OVER (ORDER BY sbasesyr) AS form_index,
  lsalary
FROM stg_hitters;

CREATE MODEL log_salary
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lsalary'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
PREDICT AT NONE
AS SELECT * FROM mart_hitters;
