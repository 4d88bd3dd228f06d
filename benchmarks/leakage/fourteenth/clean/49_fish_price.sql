-- The price of fish of a day, asked in the morning: the weather of the night and the prices of the days before.
CREATE MODEL fish_price
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['avgprc'], data_split_eval_fraction = 0.25)
KEY (t)
PREDICT AT market_day + INTERVAL 6 HOUR
AS SELECT
  t, market_day, mon, tues, wed, thurs, speed2, wave2, speed3, wave3,
  lag(avgprc) OVER (ORDER BY market_day) AS price_yesterday,
  avg(totqty) OVER (ORDER BY market_day ROWS BETWEEN 5 PRECEDING AND 1 PRECEDING) AS usual_quantity,
  avgprc
FROM market;
