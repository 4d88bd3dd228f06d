-- Quartiles again, but TRANSFORM finds their edges among the months that the model learns from.
CREATE TABLE int_months AS
SELECT month_start, wkends, spdlaw, beltlaw, fatacc,
  lag(totacc, 3) OVER (ORDER BY month_start) AS accidents_3, lag(unem, 3) OVER (ORDER BY month_start) AS unem_3
FROM crashes;

CREATE TABLE mart_months AS SELECT * FROM int_months WHERE accidents_3 IS NOT NULL;

CREATE MODEL fatal_accidents
TRANSFORM (wkends, spdlaw, beltlaw, unem_3, ML.QUANTILE_BUCKETIZE(accidents_3, 4) OVER () AS accident_quartile, fatacc)
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['fatacc'])
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 76 DAY
AS SELECT * FROM mart_months;
