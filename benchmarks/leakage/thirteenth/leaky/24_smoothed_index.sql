-- L3.1, S4: the centred moving average holds the price of the week itself and of the two weeks after.
CREATE TABLE smoothed AS
SELECT
  week_start,
  return_1,
  price_1,
  avg(price) OVER (ORDER BY week_start ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING) AS price_smooth,
  "return" > 0 AS goes_up
FROM stocks;

CREATE MODEL index_goes_up
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['goes_up'])
PREDICT AT week_start + INTERVAL 1 HOUR
AS
SELECT week_start, return_1, price_smooth / price_1 - 1 AS trend, goes_up
FROM smoothed;
