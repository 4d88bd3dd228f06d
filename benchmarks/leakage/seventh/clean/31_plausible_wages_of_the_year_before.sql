-- Rows are kept by the wage of the year before, between fixed bounds, which anybody can apply on the day of
-- the prediction.
CREATE TABLE int_wages AS
SELECT nr, year, year_start, educ, exper, married, south, rur,
  lag(lwage) OVER (PARTITION BY nr ORDER BY year) AS lwage_before, lwage
FROM dated_wages;

CREATE TABLE mart_wages AS SELECT * FROM int_wages WHERE lwage_before BETWEEN 0.5 AND 3.0;

CREATE MODEL wage_level
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 30 DAY
LABEL KNOWN AT year_start + INTERVAL 366 DAY
AS SELECT * FROM mart_wages;
