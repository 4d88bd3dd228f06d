-- Whether the index rises in a week, from the weeks before; windows end at the row before.
CREATE TABLE week_features AS
SELECT
  week_start,
  lag("return") OVER (ORDER BY week_start) AS return_1w,
  lag("return", 2) OVER (ORDER BY week_start) AS return_2w,
  avg("return") OVER (ORDER BY week_start ROWS BETWEEN 13 PRECEDING AND 1 PRECEDING) AS mean_13w,
  stddev("return") OVER (ORDER BY week_start ROWS BETWEEN 13 PRECEDING AND 1 PRECEDING) AS volatility_13w,
  month(week_start) AS month,
  "return" > 0 AS is_up
FROM stocks
WHERE "return" IS NOT NULL;

CREATE MODEL index_rises
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_up'])
KEY (week_start)
PREDICT AT week_start + INTERVAL 1 SECOND
LABEL KNOWN AT week_start + INTERVAL 5 DAY
AS SELECT * FROM week_features;
