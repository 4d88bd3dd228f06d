-- L3.1, S4: the smoothed growth and inflation are averages over two quarters before and two after.
CREATE VIEW smoothed AS
SELECT
  year, quarter, quarter_start,
  avg(infl) OVER w AS infl_trend,
  avg(tbilrate) OVER w AS rate_trend,
  avg(realgdp) OVER w AS gdp_trend,
  unemp
FROM dated_macro
WINDOW w AS (ORDER BY year, quarter ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING);

CREATE MODEL unemployment
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['unemp'])
KEY (year, quarter)
PREDICT AT quarter_start
AS SELECT * FROM smoothed;
