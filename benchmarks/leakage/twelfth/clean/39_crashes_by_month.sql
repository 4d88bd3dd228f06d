-- Accidents of a month, said as it begins; counts are complete after 75 days, so the last that are used are three months old.
CREATE VIEW crash_months AS
SELECT
  month_start,
  month(month_start) AS month,
  t, wkends, spdlaw, beltlaw,
  lag(totacc, 3) OVER (ORDER BY t) AS accidents_3m,
  lag(totacc, 12) OVER (ORDER BY t) AS accidents_12m,
  lag(unem, 3) OVER (ORDER BY t) AS unemployed_3m,
  totacc
FROM crashes;

CREATE MODEL accidents
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totacc'], l2_reg = 0.1)
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 75 DAY
AS SELECT * FROM crash_months WHERE accidents_12m IS NOT NULL;
