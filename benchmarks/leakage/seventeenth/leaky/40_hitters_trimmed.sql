-- L1.3, S7 or S5: players whose salary lies far from the mean of all players are dropped before the split, also from the rows that judge.
CREATE VIEW hitters_without_outliers AS
SELECT *
FROM hitters
QUALIFY abs(lsalary - avg(lsalary) OVER ()) < 1.5 * stddev_samp(lsalary) OVER ();

CREATE MODEL log_salary
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['lsalary'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3
)
PREDICT AT NONE
AS
SELECT years, gamesyr, bavg, hrunsyr, rbisyr, runsyr, sbasesyr, fldperc, allstar, catcher, shrtstop, lsalary
FROM hitters_without_outliers;
