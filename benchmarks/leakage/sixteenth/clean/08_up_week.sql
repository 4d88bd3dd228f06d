-- As a week begins, its direction is predicted from the returns of earlier weeks, which ended days before.
CREATE VIEW weeks AS
SELECT
  t, week_start, return_1,
  lag("return", 2) OVER (ORDER BY t) AS return_2,
  stddev_samp("return") OVER (ORDER BY t ROWS BETWEEN 9 PRECEDING AND 2 PRECEDING) AS volatility,
  CASE WHEN "return" > 0 THEN 1 ELSE 0 END AS went_up
FROM stocks;

CREATE MODEL up_week
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['went_up'])
KEY (t)
PREDICT AT week_start + INTERVAL 1 SECOND
LABEL KNOWN AT week_start + INTERVAL 5 DAY
AS SELECT * FROM weeks WHERE t > 11;
