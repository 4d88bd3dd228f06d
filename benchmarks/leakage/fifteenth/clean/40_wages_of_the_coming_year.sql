-- The wage of a year from what a man is at its begin and what he earned and worked in the year before.
CREATE VIEW men AS
SELECT
  nr, year, year_start, educ, exper, black, hisp, married, south, rur, poorhlth,
  lag(lwage) OVER man AS lwage_last_year,
  lag(hours) OVER man AS hours_last_year,
  lag("union") OVER man AS union_last_year,
  lwage
FROM dated_wages
WINDOW man AS (PARTITION BY nr ORDER BY year);

CREATE MODEL next_wage
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
TRANSFORM (
  educ, exper, exper * exper AS exper_squared, black, hisp, married, south, rur, poorhlth,
  lwage_last_year, hours_last_year, union_last_year
)
KEY (nr, year)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 365 DAY
AS SELECT * FROM men WHERE year > 1980;
