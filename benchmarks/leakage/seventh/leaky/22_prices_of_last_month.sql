-- L3.1, S2 or S3: prices and unemployment of the month before come out in the third week of this one, and the
-- model is asked on its fifth day.
CREATE VIEW stg_months AS
SELECT month_start, approve, sp500, gasprice, cpifood, unemploy, iraqinvade FROM ratings;

CREATE TABLE mart_months AS
SELECT month_start, iraqinvade,
  lag(approve, 2) OVER w AS approval_2, lag(sp500, 2) OVER w AS sp500_2,
  lag(gasprice) OVER w AS gas_price_1, lag(unemploy) OVER w AS unemployment_1,
  approve
FROM stg_months WINDOW w AS (ORDER BY month_start);

CREATE MODEL approval
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['approve'])
PREDICT AT month_start + INTERVAL 5 DAY
LABEL KNOWN AT month_start + INTERVAL 36 DAY
AS SELECT * FROM mart_months;
