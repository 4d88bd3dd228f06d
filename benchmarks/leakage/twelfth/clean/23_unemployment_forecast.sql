-- Unemployment of a quarter that begins, from figures of two quarters before and earlier, which are out by then.
CREATE MODEL unemployment
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['unemp'], l2_reg = 0.1)
PREDICT AT quarter_start
LABEL KNOWN AT quarter_start + INTERVAL 120 DAY
AS
SELECT
  quarter_start,
  quarter,
  lag(unemp, 2) OVER (ORDER BY quarter_start) AS unemp_2q,
  lag(unemp, 4) OVER (ORDER BY quarter_start) AS unemp_4q,
  lag(realgdp, 2) OVER (ORDER BY quarter_start) / lag(realgdp, 6) OVER (ORDER BY quarter_start) - 1 AS growth_until_2q,
  lag(tbilrate, 2) OVER (ORDER BY quarter_start) AS rate_2q,
  avg(infl) OVER (ORDER BY quarter_start ROWS BETWEEN 5 PRECEDING AND 2 PRECEDING) AS mean_inflation,
  unemp
FROM dated_macro;
