-- salaries of baseball players from their careers so far; the team's payroll, which holds the salary, is left out.
CREATE VIEW careers AS
SELECT years, gamesyr, atbatsyr, bavg, hrunsyr, rbisyr, runsyr, sbasesyr, fldperc, allstar, catcher, outfield, lsalary
FROM hitters;

CREATE MODEL baseball_salary
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['lsalary'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3, num_parallel_tree = 100)
PREDICT AT NONE
AS SELECT * FROM careers;
