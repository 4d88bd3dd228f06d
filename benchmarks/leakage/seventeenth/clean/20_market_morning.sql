-- Fish sold in a day, from the waves, the wind, the weekday and yesterday's sales, asked in the morning.
CREATE MODEL fish_sold
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['ltotqty'])
PREDICT AT market_day + INTERVAL 6 HOUR
LABEL KNOWN AT market_day + INTERVAL 18 HOUR
AS
SELECT
  market_day, mon, tues, wed, thurs, speed2, wave2, speed3, wave3,
  lag(ltotqty) OVER (ORDER BY market_day) AS ltotqty_1,
  ltotqty
FROM market;
