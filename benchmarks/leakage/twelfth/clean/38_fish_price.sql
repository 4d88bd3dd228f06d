-- The price of a day at the fish market, said in the morning: the weather of the days before, the weekday, the last price.
CREATE MODEL fish_price
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lavgprc'])
KEY (t)
PREDICT AT market_day + INTERVAL 6 HOUR
AS
SELECT
  t, market_day,
  CASE WHEN mon = 1 THEN 'mon' WHEN tues = 1 THEN 'tue' WHEN wed = 1 THEN 'wed' WHEN thurs = 1 THEN 'thu' ELSE 'fri' END AS weekday,
  speed2, wave2, speed3, wave3,
  lavgp_1,
  gavgp_1,
  lavgprc
FROM market
WHERE lavgp_1 IS NOT NULL;
