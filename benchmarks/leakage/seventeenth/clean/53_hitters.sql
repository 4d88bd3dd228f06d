-- Salaries of hitters from their careers so far.
CREATE VIEW careers AS
SELECT
  years, gamesyr, atbatsyr, bavg, hrunsyr, rbisyr, runsyr, sbasesyr, slugavg, fldperc, yrsallst,
  CASE WHEN catcher = 1 THEN 'catcher' WHEN outfield = 1 THEN 'outfield' ELSE 'infield' END AS position,
  lsalary
FROM hitters;

CREATE MODEL salary_of_hitters
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lsalary'], max_tree_depth = 3,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3
)
PREDICT AT NONE
AS SELECT * FROM careers;
