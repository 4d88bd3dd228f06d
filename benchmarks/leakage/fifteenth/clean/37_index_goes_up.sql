-- Whether the index rises this week, from the weeks before it.
CREATE VIEW weeks AS
SELECT
  t, week_start,
  return_1,
  price_1 / price_2 - 1 AS change_1,
  avg("return") OVER (ORDER BY t ROWS BETWEEN 5 PRECEDING AND 1 PRECEDING) AS mean_of_5,
  stddev("return") OVER (ORDER BY t ROWS BETWEEN 13 PRECEDING AND 1 PRECEDING) AS volatility,
  "return" > 0 AS goes_up
FROM stocks;

CREATE MODEL index_up
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['goes_up'])
KEY (t)
PREDICT AT week_start + INTERVAL 1 HOUR
LABEL KNOWN AT week_start + INTERVAL 5 DAY
AS SELECT * FROM weeks;
