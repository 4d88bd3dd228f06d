-- Claims of a month from the calendar and from counts two and more months old, which have come out by then.
CREATE VIEW monthly_claims AS
SELECT
  month_start, ez, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, "dec",
  lag(luclms, 2) OVER (ORDER BY month_start) AS luclms_2,
  lag(luclms, 12) OVER (ORDER BY month_start) AS luclms_12,
  luclms
FROM claims;

CREATE MODEL claims_of_month
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['luclms'])
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 46 DAY
AS SELECT * FROM monthly_claims WHERE luclms_12 IS NOT NULL;
