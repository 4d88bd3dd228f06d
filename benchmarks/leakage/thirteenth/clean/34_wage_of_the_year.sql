-- This year's wage from what a man was and earned before, asked on the second of January.
CREATE TABLE man_years AS
SELECT
  nr, year, year_start, educ, exper, black, hisp, married, poorhlth, south, nrthcen, nrtheast, rur,
  lag(lwage) OVER w AS lwage_last_year,
  lag(hours) OVER w AS hours_last_year,
  lag("union") OVER w AS union_last_year,
  lwage
FROM dated_wages
WINDOW w AS (PARTITION BY nr ORDER BY year);

CREATE MODEL wage_of_the_year
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 365 DAY
STANDARDS (r2_score >= 0.3)
AS SELECT * FROM man_years WHERE lwage_last_year IS NOT NULL;

CREATE TABLE wage_weights AS
SELECT processed_input, weight FROM ML.WEIGHTS(MODEL wage_of_the_year);
