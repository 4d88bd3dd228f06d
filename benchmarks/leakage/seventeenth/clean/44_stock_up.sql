-- Whether the index rises this week, from the returns of the weeks before.
CREATE VIEW weeks AS
SELECT
  t, week_start, return_1,
  avg("return") OVER (ORDER BY t ROWS BETWEEN 4 PRECEDING AND 1 PRECEDING) AS mean_4,
  stddev_samp("return") OVER (ORDER BY t ROWS BETWEEN 12 PRECEDING AND 1 PRECEDING) AS volatility_12,
  "return" > 0 AS rises
FROM stocks;

CREATE MODEL index_rises
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['rises'])
CARRY (t)
PREDICT AT week_start + INTERVAL 8 HOUR
LABEL KNOWN AT week_start + INTERVAL 6 DAY
AS SELECT * FROM weeks WHERE t > 13;
