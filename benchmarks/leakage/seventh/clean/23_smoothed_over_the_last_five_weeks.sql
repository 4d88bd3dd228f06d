-- The mean of five weeks ends with the week whose price has come in an hour before; only the answer looks
-- a week ahead.
CREATE TABLE int_weeks AS
SELECT week_start, price,
  avg(price) OVER (ORDER BY week_start ROWS BETWEEN 4 PRECEDING AND CURRENT ROW) AS smoothed,
  lead(price) OVER (ORDER BY week_start) > price AS goes_up
FROM stocks;

CREATE MODEL direction
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['goes_up'])
PREDICT AT week_start + INTERVAL 121 HOUR
LABEL KNOWN AT week_start + INTERVAL 13 DAY
AS SELECT week_start, price / smoothed AS against_mean, goes_up FROM int_weeks;
