-- Does the index rise this week? From the weeks before; asked an hour after the week has begun.
CREATE VIEW weeks AS
SELECT week_start, month(week_start) AS month, return_1,
  avg("return") OVER (ORDER BY t ROWS BETWEEN 4 PRECEDING AND 1 PRECEDING) AS return_4,
  stddev_samp("return") OVER (ORDER BY t ROWS BETWEEN 12 PRECEDING AND 1 PRECEDING) AS volatility,
  "return" > 0 AS goes_up
FROM stocks;

CREATE MODEL index_rises
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['goes_up'], data_split_eval_fraction = 0.25)
PREDICT AT week_start + INTERVAL 1 HOUR
AS SELECT * FROM weeks WHERE volatility IS NOT NULL;
