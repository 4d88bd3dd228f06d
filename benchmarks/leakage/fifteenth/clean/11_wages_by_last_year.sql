-- A man's wage by his wage of the year before, which is known when the year begins.
CREATE TABLE wage_history AS
SELECT nr, year, year_start, educ, exper, expersq, black, hisp, married, south,
  lag(lwage) OVER (PARTITION BY nr ORDER BY year) AS last_lwage,
  lag(hours) OVER (PARTITION BY nr ORDER BY year) AS last_hours,
  lwage
FROM dated_wages;

CREATE MODEL wage_by_history
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 365 DAY
STANDARDS (r2_score >= baseline + 0.1)
AS SELECT * FROM wage_history WHERE last_lwage IS NOT NULL;
