-- An ordinary project: the growth of the parts is of the last quarter that is published.
CREATE TABLE int_growth AS
SELECT quarter_start,
  lag(realcons, 2) OVER w / lag(realcons, 3) OVER w - 1 AS consumption_2,
  lag(realinv, 2) OVER w / lag(realinv, 3) OVER w - 1 AS investment_2,
  lag(tbilrate, 2) OVER w AS interest_2,
  realgdp / lag(realgdp) OVER w - 1 AS growth
FROM dated_macro WINDOW w AS (ORDER BY quarter_start);

CREATE MODEL growth_forecast
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['growth'])
PREDICT AT quarter_start
LABEL KNOWN AT quarter_start + INTERVAL 121 DAY
AS SELECT * FROM int_growth WHERE growth IS NOT NULL;
