-- The same columns, all of two months before.
CREATE VIEW stg_months AS
SELECT month_start, approve, sp500, gasprice, cpifood, unemploy, iraqinvade FROM ratings;

CREATE TABLE mart_months AS
SELECT month_start, iraqinvade,
  lag(approve, 2) OVER w AS approval_2, lag(sp500, 2) OVER w AS sp500_2,
  lag(gasprice, 2) OVER w AS gas_price_2, lag(unemploy, 2) OVER w AS unemployment_2,
  approve
FROM stg_months WINDOW w AS (ORDER BY month_start);

CREATE MODEL approval
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['approve'])
PREDICT AT month_start + INTERVAL 5 DAY
LABEL KNOWN AT month_start + INTERVAL 36 DAY
AS SELECT * FROM mart_months;
