-- L3.1, S3 or S4 or S1: the frame goes up to the own year and leaves the own row out; what stays are the wages
-- of all the others of this year, which are known at its end.
CREATE TABLE compared AS
SELECT nr, year_start, educ, exper, south, manuf, lwage,
  avg(lwage) OVER (
    PARTITION BY manuf ORDER BY year_start RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE CURRENT ROW
  ) AS level
FROM dated_wages;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year_start) PREDICT AT year_start + INTERVAL 30 DAY
AS SELECT * FROM compared;
