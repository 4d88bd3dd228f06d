-- Unemployment of a quarter by the figures of two and three quarters before, the last that are out when it begins.
CREATE TABLE quarters AS
SELECT quarter_start, quarter,
  lag(unemp, 2) OVER (ORDER BY quarter_start) AS unemp_2,
  lag(unemp, 2) OVER (ORDER BY quarter_start) - lag(unemp, 3) OVER (ORDER BY quarter_start) AS unemp_change,
  ln(lag(realgdp, 2) OVER (ORDER BY quarter_start) / lag(realgdp, 6) OVER (ORDER BY quarter_start)) AS growth,
  lag(tbilrate, 2) OVER (ORDER BY quarter_start) AS tbilrate_2,
  lag(infl, 2) OVER (ORDER BY quarter_start) AS infl_2,
  unemp
FROM dated_macro;

CREATE MODEL unemployment
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['unemp'], data_split_eval_fraction = 0.25)
PREDICT AT quarter_start
LABEL KNOWN AT quarter_start + INTERVAL 120 DAY
AS SELECT * FROM quarters WHERE growth IS NOT NULL;
