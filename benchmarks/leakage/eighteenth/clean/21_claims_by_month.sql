-- claims of the unemployed from the season, the zone and counts that are out: two, three and twelve months ago.
CREATE VIEW claim_months AS
SELECT month_start, month, ez,
  lag(luclms, 2) OVER (ORDER BY month_start) AS claims_2,
  lag(luclms, 3) OVER (ORDER BY month_start) AS claims_3,
  lag(luclms, 12) OVER (ORDER BY month_start) AS claims_12,
  luclms
FROM claims;

CREATE MODEL claims_ahead
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['luclms'], l2_reg = 0.5)
KEY (month_start)
PREDICT AT month_start + INTERVAL 3 DAY
LABEL KNOWN AT month_start + INTERVAL 45 DAY
AS SELECT * FROM claim_months WHERE claims_12 IS NOT NULL;
