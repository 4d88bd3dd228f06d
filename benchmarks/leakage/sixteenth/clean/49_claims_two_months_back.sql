-- Claims of unemployed from the last count that is out when the month begins, which is that of two months before.
CREATE VIEW claims_lagged AS
SELECT
  month_start, month, ez, luclms,
  lag(luclms, 2) OVER (ORDER BY month_start) AS luclms_2,
  lag(luclms, 12) OVER (ORDER BY month_start) AS luclms_12
FROM claims;

CREATE MODEL claims_next
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['luclms'])
PREDICT AT month_start + INTERVAL 1 DAY
LABEL KNOWN AT month_start + INTERVAL 45 DAY
AS SELECT * FROM claims_lagged WHERE luclms_12 IS NOT NULL;
