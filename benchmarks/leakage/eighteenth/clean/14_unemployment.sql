-- the rate of unemployment from figures of two and three quarters before, which are out by then.
CREATE VIEW quarters AS
SELECT year, quarter, quarter_start, unemp,
  lag(unemp, 2) OVER past AS unemp_2,
  lag(unemp, 3) OVER past AS unemp_3,
  lag(infl, 2) OVER past AS infl_2,
  lag(tbilrate, 2) OVER past AS tbilrate_2,
  lag(realgdp, 2) OVER past / lag(realgdp, 3) OVER past AS growth_2
FROM dated_macro
WINDOW past AS (ORDER BY quarter_start);

CREATE MODEL unemployment
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['unemp'], l2_reg = 0.1)
KEY (year, quarter)
CARRY (year)
PREDICT AT quarter_start + INTERVAL 10 DAY
LABEL KNOWN AT quarter_start + INTERVAL 120 DAY
AS SELECT * FROM quarters WHERE unemp_3 IS NOT NULL;
