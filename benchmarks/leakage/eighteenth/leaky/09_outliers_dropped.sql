-- L1.3, S7 or S5: players whose salary lies outside the quantiles of all rows are dropped before the split, also from the test.
CREATE VIEW without_outliers AS
WITH bounds AS (
  SELECT quantile_cont(salary, 0.05) AS low, quantile_cont(salary, 0.95) AS high FROM hitters
)
SELECT h.years, h.gamesyr, h.bavg, h.hrunsyr, h.rbisyr, h.runsyr, h.fldperc, h.allstar, h.salary
FROM hitters AS h, bounds AS b
WHERE h.salary BETWEEN b.low AND b.high;

CREATE MODEL usual_salary
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['salary'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS SELECT * FROM without_outliers;
