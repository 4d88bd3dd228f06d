-- Whether the index rises this week from the returns of earlier weeks, asked a second after the week begins.
CREATE VIEW weeks AS
SELECT
  week_start,
  return_1,
  lag(return_1, 1) OVER (ORDER BY week_start) AS return_2,
  stddev_samp(return_1) OVER (ORDER BY week_start ROWS BETWEEN 11 PRECEDING AND CURRENT ROW) AS volatility,
  "return" > 0 AS rises
FROM stocks
WHERE "return" IS NOT NULL;

CREATE MODEL index_rises
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['rises'])
PREDICT AT week_start + INTERVAL 1 SECOND
LABEL KNOWN AT week_start + INTERVAL 5 DAY
AS SELECT * FROM weeks;
