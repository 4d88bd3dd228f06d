-- L3.1, S3 or S4: the dimension keeps one row a worker, that of the newest year, and is joined to all years: who
-- is married at the end was so, it says, from the beginning.
CREATE TABLE dim_worker AS
SELECT nr, educ, married, south, rur, trad, poorhlth FROM dated_wages
QUALIFY row_number() OVER (PARTITION BY nr ORDER BY year DESC) = 1;

CREATE TABLE fct_wages AS SELECT nr, year, year_start, exper, lwage FROM dated_wages;

CREATE MODEL wage_level
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 30 DAY
LABEL KNOWN AT year_start + INTERVAL 366 DAY
AS
SELECT f.nr, f.year, f.year_start, f.exper, d.educ, d.married, d.south, d.rur, d.trad, d.poorhlth, f.lwage
FROM fct_wages AS f JOIN dim_worker AS d ON d.nr = f.nr;
