-- Claims of the unemployed in a month; the count of a month is out in the middle of the next, so the newest at a month's beginning is two months old.
CREATE TABLE claims_by_month AS
SELECT
  month_start, month, ez,
  lag(luclms, 2) OVER (ORDER BY month_start) AS claims_2,
  lag(luclms, 12) OVER (ORDER BY month_start) AS claims_12,
  avg(luclms) OVER (ORDER BY month_start ROWS BETWEEN 7 PRECEDING AND 2 PRECEDING) AS claims_half_year,
  luclms
FROM claims;

CREATE MODEL claims_forecast
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['luclms'], data_split_eval_fraction = 0.25)
KEY (month_start)
PREDICT AT month_start
AS SELECT * FROM claims_by_month WHERE claims_12 IS NOT NULL;

CREATE TABLE claims_scored AS
SELECT month_start, predicted_luclms AS expected_claims
FROM ML.PREDICT(MODEL claims_forecast, TABLE claims_by_month)
WHERE claims_12 IS NOT NULL;
