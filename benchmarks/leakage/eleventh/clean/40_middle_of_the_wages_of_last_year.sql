-- The lowest and the highest tenth of last year's wages are cut off, which all were known when the year began.
CREATE VIEW int_with_last AS
SELECT nr, year, year_start, educ, exper, black, married, south, bus, fin, trad, poorhlth, lwage,
  lag(lwage) OVER (PARTITION BY nr ORDER BY year) AS last_lwage
FROM dated_wages;

CREATE TABLE mart_middle AS
SELECT * FROM int_with_last
WHERE last_lwage IS NOT NULL
QUALIFY percent_rank() OVER (PARTITION BY year ORDER BY last_lwage) BETWEEN 0.1 AND 0.9;

CREATE MODEL log_wage
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 2 DAY
LABEL KNOWN AT year_start + INTERVAL 366 DAY
AS SELECT * FROM mart_middle;
