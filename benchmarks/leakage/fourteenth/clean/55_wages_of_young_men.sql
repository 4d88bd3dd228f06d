-- The wage of young men in a year, asked at its beginning: who and where they are, and wage, hours and union of the year before.
CREATE VIEW wage_history AS
SELECT
  nr, year, year_start, exper, educ, black, hisp, married, poorhlth, rur, south, nrtheast, nrthcen,
  lag(lwage) OVER (PARTITION BY nr ORDER BY year) AS lwage_1,
  lag(hours) OVER (PARTITION BY nr ORDER BY year) AS hours_1,
  lag("union") OVER (PARTITION BY nr ORDER BY year) AS union_1,
  lwage
FROM dated_wages;

CREATE MODEL wage_forecast
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 2 DAY
LABEL KNOWN AT year_start + INTERVAL 365 DAY
AS SELECT * FROM wage_history WHERE lwage_1 IS NOT NULL;
