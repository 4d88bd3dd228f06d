-- Whether the index rises this week, from the returns of the weeks before.
CREATE VIEW weeks AS
SELECT
  week_start,
  "return" > 0 AS rises,
  return_1,
  avg("return") OVER (ORDER BY week_start ROWS BETWEEN 5 PRECEDING AND 2 PRECEDING) AS return_month,
  stddev("return") OVER (ORDER BY week_start ROWS BETWEEN 13 PRECEDING AND 1 PRECEDING) AS volatility
FROM stocks;

CREATE MODEL index_rises
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['rises'])
PREDICT AT week_start + INTERVAL 1 HOUR
LABEL KNOWN AT week_start + INTERVAL 5 DAY
AS SELECT * FROM weeks WHERE volatility IS NOT NULL;
