-- A quarter's growth is predicted on its second day from the quarters before last, whose figures are out after 120 days.
CREATE MODEL gdp_growth
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['growth'])
KEY (year, quarter)
PREDICT AT quarter_start + INTERVAL 1 DAY
LABEL KNOWN AT quarter_start + INTERVAL 120 DAY
AS
WITH lagged AS (
  SELECT
    year, quarter, quarter_start,
    lag(unemp, 2) OVER w - lag(unemp, 3) OVER w AS unemp_change,
    lag(tbilrate, 2) OVER w AS tbill_2,
    lag(infl, 2) OVER w AS infl_2,
    ln(lag(realinv, 2) OVER w / lag(realinv, 3) OVER w) AS inv_growth_2,
    100 * ln(realgdp / lag(realgdp) OVER w) AS growth
  FROM dated_macro
  WINDOW w AS (ORDER BY quarter_start)
)
SELECT * FROM lagged WHERE unemp_change IS NOT NULL;
