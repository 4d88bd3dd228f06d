-- L3.1, S2: when a quarter begins, the figures of the last one are not out yet (they take 120 days from its begin).
CREATE VIEW quarters AS
SELECT quarter_start, quarter,
  lag(unemp) OVER w AS unemp_1, lag(infl) OVER w AS infl_1, lag(tbilrate) OVER w AS tbilrate_1,
  lag(realgdp) OVER w / lag(realgdp, 2) OVER w - 1 AS growth_1,
  unemp
FROM dated_macro
WINDOW w AS (ORDER BY quarter_start);

CREATE MODEL unemployment
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['unemp'], l2_reg = 0.5)
PREDICT AT quarter_start + INTERVAL 1 DAY
AS SELECT * FROM quarters WHERE growth_1 IS NOT NULL;
