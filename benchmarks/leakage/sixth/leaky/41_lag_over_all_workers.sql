-- L3.1, S3 or S4 or S1: the lag has an order but no partition: before a worker's first year comes the last
-- year of the worker before him, seven years later.
CREATE TABLE histories AS
SELECT nr, year_start, educ, exper, black, hisp, south, manuf, lwage,
  lag(lwage) OVER (ORDER BY nr, year) AS lwage_before
FROM dated_wages;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year_start) PREDICT AT year_start + INTERVAL 30 DAY
AS SELECT * FROM histories;
