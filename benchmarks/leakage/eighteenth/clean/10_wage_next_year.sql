-- this year's wage from last year's, asked at the end of January when last year's is known.
CREATE VIEW wage_history AS
SELECT nr, year, year_start, educ, exper, black, hisp, married, south,
  lag(lwage) OVER (PARTITION BY nr ORDER BY year) AS last_lwage,
  lag(hours) OVER (PARTITION BY nr ORDER BY year) AS last_hours,
  lwage
FROM dated_wages;

CREATE MODEL next_wage
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 30 DAY
LABEL KNOWN AT year_start + INTERVAL 365 DAY
AS SELECT * FROM wage_history WHERE year > 1980;
