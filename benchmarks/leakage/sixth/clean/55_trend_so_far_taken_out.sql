-- The same regression on time, over the weeks before this one only: a window that ends one row back.
CREATE VIEW detrended AS
SELECT t, week_start, price, price_1, return_1,
  price_1 - regr_intercept(price, t) OVER so_far - regr_slope(price, t) OVER so_far * (t - 1) AS above_trend
FROM stocks
WINDOW so_far AS (ORDER BY t ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING);
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['rises'])
PREDICT AT week_start + INTERVAL 1 DAY
AS SELECT week_start, return_1, above_trend, price > price_1 AS rises FROM detrended;
