-- L3.1, S3: marriage, region and health are those of the last year on record, for every earlier year too.
CREATE VIEW present_state AS
SELECT nr, married, south, rur, poorhlth
FROM dated_wages
QUALIFY row_number() OVER (PARTITION BY nr ORDER BY year DESC) = 1;

CREATE MODEL wage_of_year
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 1 DAY
AS
SELECT
  w.nr, w.year, w.year_start, w.educ, w.exper, w.black, w.hisp,
  s.married, s.south, s.rur, s.poorhlth,
  w.lwage
FROM dated_wages w
JOIN present_state s USING (nr);
