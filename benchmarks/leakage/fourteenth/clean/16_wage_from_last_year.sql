-- The wage of a year from that of the year before, which is known when January is over.
CREATE TABLE wage_pairs AS
SELECT w.nr, w.year, w.year_start, w.educ, w.exper, w.married, w.black, w.hisp, w.south,
  p.lwage AS lwage_1, p.hours AS hours_1, p."union" AS union_1, w.lwage
FROM dated_wages w
JOIN dated_wages p ON p.nr = w.nr AND p.year = w.year - 1;

CREATE MODEL next_wage
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 31 DAY
AS SELECT * FROM wage_pairs;
