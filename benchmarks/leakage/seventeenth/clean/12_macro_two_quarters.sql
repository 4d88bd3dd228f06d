-- Inflation from figures of two quarters before and earlier, published 120 days after their quarter began.
CREATE MODEL inflation
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['infl'], l2_reg = 1.0)
PREDICT AT quarter_start
LABEL KNOWN AT quarter_start + INTERVAL 120 DAY
AS
WITH lags AS (
  SELECT
    quarter_start,
    lag(infl, 2) OVER w AS infl_2,
    lag(infl, 3) OVER w AS infl_3,
    lag(unemp, 2) OVER w AS unemp_2,
    lag(tbilrate, 2) OVER w AS rate_2,
    infl
  FROM dated_macro
  WINDOW w AS (ORDER BY quarter_start)
)
SELECT * FROM lags WHERE infl_3 IS NOT NULL;
