-- L1.2, S5 or S4 or S3: the accidents of three months before are known, but their quartile is among all months
-- of the nine years.
CREATE TABLE int_months AS
SELECT month_start, wkends, spdlaw, beltlaw, fatacc,
  lag(totacc, 3) OVER (ORDER BY month_start) AS accidents_3, lag(unem, 3) OVER (ORDER BY month_start) AS unem_3
FROM crashes;

CREATE TABLE mart_months AS
SELECT * EXCLUDE (accidents_3), ntile(4) OVER (ORDER BY accidents_3) AS accident_quartile
FROM int_months WHERE accidents_3 IS NOT NULL;

CREATE MODEL fatal_accidents
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['fatacc'])
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 76 DAY
AS SELECT * FROM mart_months;
