-- whether the index rises in a week, from the weeks before.
CREATE VIEW weeks AS
SELECT t, week_start, return_1,
  avg("return") OVER (ORDER BY t ROWS BETWEEN 8 PRECEDING AND 1 PRECEDING) AS mean_return_8,
  stddev("return") OVER (ORDER BY t ROWS BETWEEN 8 PRECEDING AND 1 PRECEDING) AS sd_return_8,
  "return" > 0 AS is_up
FROM stocks;

CREATE MODEL index_up
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_up'])
KEY (t)
CARRY (t)
PREDICT AT week_start + INTERVAL 1 HOUR
LABEL KNOWN AT week_start + INTERVAL 5 DAY
STANDARDS (log_loss <= 5)
AS SELECT * FROM weeks WHERE t > 10;
