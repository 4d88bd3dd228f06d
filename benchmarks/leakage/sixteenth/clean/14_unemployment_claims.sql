-- Claims of a month are predicted on its first evening from the calendar and from counts two and twelve months old.
CREATE VIEW claim_months AS
SELECT
  month_start, ez, month,
  lag(luclms, 2) OVER (ORDER BY month_start) AS luclms_2,
  lag(luclms, 12) OVER (ORDER BY month_start) AS luclms_12,
  luclms
FROM claims;

CREATE MODEL claims_of_month
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['luclms'], l2_reg = 1)
PREDICT AT month_start + INTERVAL 20 HOUR
LABEL KNOWN AT month_start + INTERVAL 45 DAY
AS SELECT * FROM claim_months WHERE luclms_12 IS NOT NULL;
