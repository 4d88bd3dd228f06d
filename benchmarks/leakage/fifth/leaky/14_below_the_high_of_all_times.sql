-- L3.1, S4 or S5 or S3: how far the index is below its high, and the high may still be to come.
CREATE TABLE weeks AS
SELECT week_start, price / max(price) OVER () AS of_high, price / lag(price) OVER (ORDER BY week_start) - 1 AS gain,
  lead(price) OVER (ORDER BY week_start) > price AS goes_up
FROM stocks;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['goes_up'])
PREDICT AT week_start + INTERVAL 121 HOUR LABEL KNOWN AT week_start + INTERVAL 13 DAY
AS SELECT week_start, of_high, gain, goes_up FROM weeks;
