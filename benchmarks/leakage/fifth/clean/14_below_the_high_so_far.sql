-- How far the index is below its high up to the week, whose price is known an hour before the prediction.
CREATE TABLE weeks AS
SELECT week_start, price / max(price) OVER (ORDER BY week_start ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS of_high,
  price / lag(price) OVER (ORDER BY week_start) - 1 AS gain,
  lead(price) OVER (ORDER BY week_start) > price AS goes_up
FROM stocks;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['goes_up'])
PREDICT AT week_start + INTERVAL 121 HOUR LABEL KNOWN AT week_start + INTERVAL 13 DAY
AS SELECT week_start, of_high, gain, goes_up FROM weeks;
