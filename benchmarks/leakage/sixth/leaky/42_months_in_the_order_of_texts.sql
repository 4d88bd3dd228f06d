-- L3.1, S4 or S3: three months back, but in the order of texts, in which 2 comes after 19: most months get a
-- value of years later.
CREATE TABLE months AS
SELECT month_start, beltlaw, spdlaw, wkends, fatacc,
  lag(totacc, 3) OVER (ORDER BY CAST(t AS VARCHAR)) AS accidents_before
FROM crashes;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['fatacc'])
PREDICT AT month_start
AS SELECT * FROM months;
