-- Workers are kept if they worked a thousand hours in 1980 and in 1981, which was known before the first prediction,
-- at the end of January 1982.
CREATE TABLE steady_workers AS
SELECT nr
FROM dated_wages
WHERE year <= 1981
GROUP BY nr
HAVING min(hours) >= 1000;

CREATE TABLE steady_years AS
SELECT w.nr, w.year, w.year_start, w.educ, w.exper, w.black, w.hisp, w.married, w.manuf, w.trad, w.pub, w.south,
  lag(w.lwage) OVER (PARTITION BY w.nr ORDER BY w.year) AS lwage_before, w.lwage
FROM dated_wages AS w
SEMI JOIN steady_workers AS s ON s.nr = w.nr;

CREATE MODEL log_wage
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 30 DAY
LABEL KNOWN AT year_start + INTERVAL 365 DAY
AS SELECT * FROM steady_years WHERE year >= 1982;
