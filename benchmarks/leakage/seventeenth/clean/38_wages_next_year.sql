-- This year's wage from last year's, which is known when the year has begun; judged on the latest years.
CREATE VIEW wage_history AS
SELECT nr, year, year_start, educ, exper, married, south,
  lag(lwage) OVER w AS lwage_1,
  lag(hours) OVER w AS hours_1,
  lwage
FROM dated_wages
WINDOW w AS (PARTITION BY nr ORDER BY year);

CREATE MODEL wage_this_year
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 30 DAY
LABEL KNOWN AT year_start + INTERVAL 366 DAY
AS SELECT * FROM wage_history WHERE year > 1980;
