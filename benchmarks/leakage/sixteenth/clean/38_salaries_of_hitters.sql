-- Salaries in baseball from the career until then; the pay of the whole team, which holds the player's, is left out.
CREATE MODEL hitter_pay
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['lsalary'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
PREDICT AT NONE
AS
SELECT lsalary, years, gamesyr, bavg, hrunsyr, rbisyr, runsyr, sbasesyr, fldperc, allstar, catcher, shrtstop
FROM hitters;
