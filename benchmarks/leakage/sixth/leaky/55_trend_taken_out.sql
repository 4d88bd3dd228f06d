-- L1.2, S4 or S5 or S1: the trend that is taken out of the price is that of all weeks, of later ones and of those
-- that are judged, too.
CREATE VIEW detrended AS
SELECT t, week_start, price, price_1, return_1,
  price_1 - regr_intercept(price, t) OVER () - regr_slope(price, t) OVER () * (t - 1) AS above_trend
FROM stocks;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['rises'])
PREDICT AT week_start + INTERVAL 1 DAY
AS SELECT week_start, return_1, above_trend, price > price_1 AS rises FROM detrended;
