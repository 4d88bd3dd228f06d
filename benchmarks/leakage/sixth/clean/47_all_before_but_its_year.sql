-- The frame goes up to the own year, and EXCLUDE GROUP takes the whole of that year out: what stays are
-- years that are over.
CREATE TABLE compared AS
SELECT nr, year_start, educ, exper, south, manuf, lwage,
  avg(lwage) OVER (
    PARTITION BY manuf ORDER BY year_start RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE GROUP
  ) AS level
FROM dated_wages;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year_start) PREDICT AT year_start + INTERVAL 30 DAY
AS SELECT * FROM compared;
