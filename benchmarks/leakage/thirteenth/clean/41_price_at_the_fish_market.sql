-- The mean price of fish today, asked at six in the morning, from yesterday's price, the weekday and the sea.
CREATE MODEL fish_price
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['avgprc'])
KEY (t)
PREDICT AT market_day + INTERVAL 6 HOUR
AS SELECT
  t, market_day, mon, tues, wed, thurs, speed2, wave2, speed3, wave3,
  lavgp_1,
  lag(ltotqty) OVER (ORDER BY t) AS ltotqty_1,
  avg(avgprc) OVER (ORDER BY t ROWS BETWEEN 5 PRECEDING AND 1 PRECEDING) AS price_5_days,
  avgprc
FROM market;
