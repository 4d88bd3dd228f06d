-- L3.1, S4: the moving mean of the price is centred: it holds this week's price and those of the next two weeks.
CREATE TABLE weekly AS
SELECT week_start, return_1, price_1,
  avg(price) OVER (ORDER BY week_start ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING) AS smooth_price,
  "return" > 0 AS goes_up
FROM stocks
WHERE "return" IS NOT NULL;

CREATE MODEL market_up
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['goes_up'])
PREDICT AT week_start + INTERVAL 1 HOUR
AS SELECT week_start, return_1, price_1, smooth_price - price_1 AS above_trend, goes_up FROM weekly;
