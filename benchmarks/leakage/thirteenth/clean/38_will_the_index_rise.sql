-- Does the index rise this week, asked as the week begins, from prices of the weeks before.
CREATE VIEW weeks AS
SELECT
  t, week_start, return_1, cprice_1, price_1 / price_2 - 1 AS change_1,
  avg("return") OVER (ORDER BY t ROWS BETWEEN 8 PRECEDING AND 1 PRECEDING) AS mean_8w,
  stddev("return") OVER (ORDER BY t ROWS BETWEEN 8 PRECEDING AND 1 PRECEDING) AS deviation_8w,
  "return" > 0 AS rises
FROM stocks;

CREATE MODEL index_rises
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['rises'])
KEY (t)
PREDICT AT week_start + INTERVAL 1 SECOND
LABEL KNOWN AT week_start + INTERVAL 5 DAY
STANDARDS (accuracy >= 0.5 WARN)
AS SELECT * FROM weeks WHERE t > 10;
