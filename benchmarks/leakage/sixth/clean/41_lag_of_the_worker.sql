-- The wage of the year before, within the worker; it is known when that year is over, asked is at the end
-- of January.
CREATE TABLE histories AS
SELECT nr, year_start, educ, exper, black, hisp, south, manuf, lwage,
  lag(lwage) OVER (PARTITION BY nr ORDER BY year) AS lwage_before
FROM dated_wages;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year_start) PREDICT AT year_start + INTERVAL 30 DAY
AS SELECT * FROM histories;
