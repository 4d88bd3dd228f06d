-- The dimension keeps every version with the time from and to which it held, and each year is joined to
-- the version that held when it began. That valid_to looks ahead changes nothing of which one that is.
CREATE TABLE dim_worker_versions AS
SELECT nr, year_start AS valid_from, lead(year_start) OVER (PARTITION BY nr ORDER BY year_start) AS valid_to,
  educ, married, south, rur, trad, poorhlth
FROM dated_wages;

CREATE TABLE fct_wages AS SELECT nr, year, year_start, exper, lwage FROM dated_wages;

CREATE MODEL wage_level
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 30 DAY
LABEL KNOWN AT year_start + INTERVAL 366 DAY
AS
SELECT f.nr, f.year, f.year_start, f.exper, d.educ, d.married, d.south, d.rur, d.trad, d.poorhlth, f.lwage
FROM fct_wages AS f
JOIN dim_worker_versions AS d
  ON d.nr = f.nr AND d.valid_from <= f.year_start AND (d.valid_to IS NULL OR d.valid_to > f.year_start);
