-- Accidents of a month by the counts three months and a year before, which are out when the month begins.
CREATE VIEW accident_months AS
SELECT month_start, month(month_start) AS month_of_year, wkends, spdlaw, beltlaw,
  lag(totacc, 3) OVER (ORDER BY month_start) AS totacc_3,
  lag(totacc, 12) OVER (ORDER BY month_start) AS totacc_12,
  lag(unem, 3) OVER (ORDER BY month_start) AS unem_3,
  totacc
FROM crashes;

CREATE MODEL accidents
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totacc'], data_split_eval_fraction = 0.25)
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 75 DAY
AS SELECT * FROM accident_months WHERE totacc_12 IS NOT NULL;
