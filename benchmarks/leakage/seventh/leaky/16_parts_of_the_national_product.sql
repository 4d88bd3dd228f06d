-- L2, S2: consumption and investment are parts of the product whose growth is asked, of the same quarter,
-- and come out with it.
CREATE TABLE int_growth AS
SELECT quarter_start,
  realcons / lag(realcons) OVER w - 1 AS consumption,
  realinv / lag(realinv) OVER w - 1 AS investment,
  lag(tbilrate, 2) OVER w AS interest_2,
  realgdp / lag(realgdp) OVER w - 1 AS growth
FROM dated_macro WINDOW w AS (ORDER BY quarter_start);

CREATE MODEL growth_nowcast
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['growth'])
PREDICT AT quarter_start
LABEL KNOWN AT quarter_start + INTERVAL 121 DAY
AS SELECT * FROM int_growth WHERE growth IS NOT NULL;
