-- L1.3, S7: rows are dropped by percentiles of the label over all rows, test rows included.
CREATE MODEL salary
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['lsalary'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS
WITH bounds AS (
  SELECT quantile_cont(lsalary, 0.05) AS low, quantile_cont(lsalary, 0.95) AS high FROM hitters
)
SELECT h.years, h.gamesyr, h.bavg, h.hrunsyr, h.rbisyr, h.runsyr, h.sbasesyr, h.fldperc, h.allstar, h.lsalary
FROM hitters AS h, bounds AS b
WHERE h.lsalary BETWEEN b.low AND b.high;
