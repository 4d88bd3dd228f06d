-- L3.1, S2 or S3: the window ends with the month before, and its claims are counted until two weeks after the
-- new month has begun.
CREATE TABLE int_months AS
SELECT month_start, month, ez, uclms,
  avg(uclms) OVER (ORDER BY month_start ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING) AS recent_claims,
  lag(uclms, 12) OVER (ORDER BY month_start) AS claims_a_year_ago
FROM claims;

CREATE MODEL claims_forecast
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['uclms'])
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 46 DAY
AS SELECT * FROM int_months;
