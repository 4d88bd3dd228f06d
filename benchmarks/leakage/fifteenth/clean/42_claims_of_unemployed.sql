-- Claims of a month from the calendar, the zone and the counts of two and of twelve months before.
CREATE MODEL claims_of_month
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['luclms'], data_split_eval_fraction = 0.25)
KEY (year, month)
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 45 DAY
AS
SELECT
  year, month, month_start, ez,
  EXTRACT(quarter FROM month_start) AS quarter,
  lag(luclms, 2) OVER (ORDER BY month_start) AS claims_2_months_ago,
  lag(luclms, 12) OVER (ORDER BY month_start) AS claims_a_year_ago,
  luclms
FROM claims;
