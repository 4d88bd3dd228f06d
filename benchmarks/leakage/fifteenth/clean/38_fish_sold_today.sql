-- The quantity of fish sold, from the weather of the last days, the weekday and the prices until yesterday.
CREATE MODEL fish_quantity
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['ltotqty'], data_split_eval_fraction = 0.3)
PREDICT AT market_day + INTERVAL 6 HOUR
AS
SELECT
  market_day,
  CASE WHEN mon = 1 THEN 'mon' WHEN tues = 1 THEN 'tue' WHEN wed = 1 THEN 'wed' WHEN thurs = 1 THEN 'thu' ELSE 'fri' END AS weekday,
  speed2, wave2, speed3, wave3,
  lag(lavgprc) OVER (ORDER BY t) AS price_yesterday,
  lag(ltotqty) OVER (ORDER BY t) AS quantity_yesterday,
  ltotqty
FROM market;
