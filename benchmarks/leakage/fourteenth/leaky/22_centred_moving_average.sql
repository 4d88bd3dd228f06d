-- L3.1, S4: the moving average is centred, so it holds this week's price and those of the two weeks after.
CREATE VIEW smoothed AS
SELECT week_start, t, return_1, price_1,
  avg(price) OVER (ORDER BY t ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING) AS price_smooth,
  "return" > 0 AS goes_up
FROM stocks;

CREATE MODEL week_goes_up
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['goes_up'], data_split_eval_fraction = 0.2)
PREDICT AT week_start + INTERVAL 1 HOUR
AS SELECT week_start, return_1, price_1, price_smooth / price_1 AS trend, goes_up FROM smoothed;
