-- L3.1, S4: the smoothed quantity is centred, it takes the three market days that follow.
CREATE TABLE smoothed AS
SELECT
  t, market_day, mon, tues, wed, thurs, speed2, wave2,
  avg(totqty) OVER (ORDER BY t ROWS BETWEEN 3 PRECEDING AND 3 FOLLOWING) AS smooth_quantity,
  lavgp_1,
  lavgprc
FROM market;

CREATE MODEL fish_price
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lavgprc'])
KEY (t)
PREDICT AT market_day + INTERVAL 6 HOUR
AS SELECT * FROM smoothed;
