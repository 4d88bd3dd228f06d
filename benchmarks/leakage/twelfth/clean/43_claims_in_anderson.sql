-- Claims of the unemployed by month, from two months and from a year before, as the month begins.
CREATE MODEL monthly_claims
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['luclms'], category_encoding_method = 'DUMMY_ENCODING')
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 45 DAY
AS
SELECT
  month_start,
  month,
  ez,
  lag(luclms, 2) OVER (ORDER BY month_start) AS claims_2m,
  lag(luclms, 12) OVER (ORDER BY month_start) AS claims_12m,
  luclms
FROM claims;
