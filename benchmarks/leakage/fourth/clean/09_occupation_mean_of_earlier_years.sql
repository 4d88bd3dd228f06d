-- Wages of a year are known 365 days after it began, so those of all earlier years are known on the day after a year begins.
CREATE TABLE encoded AS
SELECT w.nr, w.year, w.year_start, w.educ, w.exper, w.lwage,
  (SELECT avg(p.lwage) FROM dated_wages p WHERE p.occ5 = w.occ5 AND p.year < w.year) AS occupation_wage
FROM dated_wages w;

CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
PREDICT AT year_start + INTERVAL 1 DAY LABEL KNOWN AT year_start + INTERVAL 366 DAY
AS SELECT year_start, educ, exper, occupation_wage, lwage FROM encoded;
