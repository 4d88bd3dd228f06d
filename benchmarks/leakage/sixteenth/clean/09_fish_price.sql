-- In the morning the day's price of fish is predicted from the weather, the weekday and the last market day's trade.
CREATE MODEL fish_price
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lavgprc'])
TRANSFORM (mon, tues, wed, thurs, price_before, quantity_before, ML.STANDARD_SCALER(wave2) OVER () AS wave2, ML.STANDARD_SCALER(speed2) OVER () AS speed2, lavgprc)
KEY (t)
PREDICT AT market_day + INTERVAL 6 HOUR
LABEL KNOWN AT market_day + INTERVAL 18 HOUR
AS
SELECT
  t, market_day, mon, tues, wed, thurs, wave2, speed2,
  lag(lavgprc) OVER (ORDER BY t) AS price_before,
  lag(ltotqty) OVER (ORDER BY t) AS quantity_before,
  lavgprc
FROM market;
