-- L3.1, S2 or S3 or S4: the smoothed price is a mean over two weeks before and two weeks after.
CREATE VIEW smoothed AS
SELECT t, week_start, price_1, return_1,
  avg(price) OVER (ORDER BY t ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING) - price_1 AS over_trend,
  "return" > 0 AS is_up
FROM stocks
WHERE t > 3;

CREATE MODEL index_rises
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_up'])
KEY (t)
CARRY (t, price_1)
PREDICT AT week_start + INTERVAL 2 HOUR
LABEL KNOWN AT week_start + INTERVAL 5 DAY
AS SELECT * FROM smoothed;
