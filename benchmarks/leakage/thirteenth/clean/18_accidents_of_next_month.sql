-- Accidents of the month that begins; counts come out after 75 days, so the latest is that of three months before.
CREATE TABLE crash_features AS
SELECT
  month_start,
  month_start + INTERVAL 75 DAY AS counted_at,
  t,
  wkends,
  spdlaw,
  beltlaw,
  month(month_start) AS month_of_year,
  lag(totacc, 3) OVER (ORDER BY t) AS totacc_3,
  lag(totacc, 12) OVER (ORDER BY t) AS totacc_12,
  lag(unem, 3) OVER (ORDER BY t) AS unem_3,
  avg(totacc) OVER (ORDER BY t ROWS BETWEEN 14 PRECEDING AND 3 PRECEDING) AS totacc_mean,
  totacc
FROM crashes;

CREATE MODEL accidents
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totacc'])
TRANSFORM (
  t, wkends, spdlaw, beltlaw, totacc_3, totacc_12, unem_3, totacc_mean,
  CAST(month_of_year AS VARCHAR) AS month_name
)
PREDICT AT month_start
LABEL KNOWN AT counted_at
AS SELECT * FROM crash_features WHERE t > 14;
