-- Accidents of a month from the laws, the weekends and the same month of the year before.
CREATE VIEW accident_months AS
SELECT
  month_start, wkends, spdlaw, beltlaw, month(month_start) AS month,
  lag(totacc, 12) OVER (ORDER BY month_start) AS last_year,
  avg(totacc) OVER (ORDER BY month_start ROWS BETWEEN 8 PRECEDING AND 3 PRECEDING) AS recent,
  totacc
FROM crashes;

CREATE MODEL accidents
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totacc'])
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 75 DAY
AS SELECT * FROM accident_months WHERE last_year IS NOT NULL;
