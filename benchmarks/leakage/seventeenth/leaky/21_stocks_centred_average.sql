-- L3.1, S2 or S3 or S4: the smoothed price is a centred moving average that reaches two weeks past the prediction.
CREATE TABLE smoothed AS
SELECT
  week_start,
  return_1,
  price_1,
  avg(price) OVER (ORDER BY week_start ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING) / price_1 AS trend,
  "return"
FROM stocks;

CREATE MODEL next_return
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['return'])
PREDICT AT week_start + INTERVAL 1 HOUR
LABEL KNOWN AT week_start + INTERVAL 5 DAY
AS SELECT week_start, return_1, trend, "return" FROM smoothed WHERE price_1 IS NOT NULL;
