-- L3.1, S2: consumption, investment and unemployment of the quarter come out four months after its begin, the prediction is made at its begin.
CREATE MODEL gdp_growth
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['growth'], l2_reg = 0.5)
PREDICT AT quarter_start
AS
SELECT
  quarter_start,
  quarter,
  realcons / lag(realcons) OVER (ORDER BY quarter_start) - 1 AS consumption_growth,
  realinv / lag(realinv) OVER (ORDER BY quarter_start) - 1 AS investment_growth,
  unemp,
  tbilrate,
  realgdp / lag(realgdp) OVER (ORDER BY quarter_start) - 1 AS growth
FROM dated_macro;
