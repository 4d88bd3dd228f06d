-- L1.1, S9: no split, and the error is measured on the players that the trees were grown on.
CREATE MODEL hitter_salary
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['lsalary'],
  num_parallel_tree = 100, data_split_method = 'NO_SPLIT'
)
PREDICT AT NONE
AS
SELECT years, gamesyr, bavg, hrunsyr, rbisyr, runsyr, sbasesyr, fldperc, catcher, shrtstop, nl, lsalary
FROM hitters;

CREATE TABLE hitter_errors AS
SELECT
  count(*) AS players,
  avg(abs(lsalary - predicted_lsalary)) AS mean_error,
  corr(lsalary, predicted_lsalary) ^ 2 AS r2
FROM ML.PREDICT(MODEL hitter_salary, TABLE hitters);
