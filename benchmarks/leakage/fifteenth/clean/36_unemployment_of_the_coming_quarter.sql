-- Unemployment at the begin of a quarter, from quarters that have been published: two back and earlier.
CREATE VIEW quarters AS
SELECT
  year, quarter, quarter_start,
  lag(unemp, 2) OVER q AS unemp_2,
  lag(unemp, 2) OVER q - lag(unemp, 3) OVER q AS unemp_change,
  lag(infl, 2) OVER q AS infl_2,
  lag(tbilrate, 2) OVER q AS rate_2,
  ln(lag(realgdp, 2) OVER q) - ln(lag(realgdp, 6) OVER q) AS growth,
  unemp
FROM dated_macro
WINDOW q AS (ORDER BY year, quarter);

CREATE MODEL unemployment
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['unemp'], data_split_eval_fraction = 0.25)
KEY (year, quarter)
PREDICT AT quarter_start
LABEL KNOWN AT quarter_start + INTERVAL 120 DAY
AS SELECT * FROM quarters;
