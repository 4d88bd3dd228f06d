-- L3.1, S3 or S4: every year of a man is joined to his profile of the last year, 1987.
CREATE VIEW current_profile AS
SELECT nr, married, "union" AS is_member, poorhlth, south, hours AS hours_a_year
FROM dated_wages
QUALIFY row_number() OVER (PARTITION BY nr ORDER BY year DESC) = 1;

CREATE MODEL wage_next_year
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 30 DAY
AS
SELECT
  w.nr, w.year, w.year_start,
  w.educ, w.exper, w.black, w.hisp,
  p.married, p.is_member, p.poorhlth, p.south, p.hours_a_year,
  w.lwage
FROM dated_wages w
JOIN current_profile p ON p.nr = w.nr;
