-- The same check looks at the days from 80 on, and the model is given those to 75.
CREATE TABLE mart_days AS
SELECT t, market_day, speed3, wave3, lavgp_1, lag(totqty) OVER (ORDER BY t) AS quantity_before,
  lag(prcw) OVER (ORDER BY t) AS price_before, avgprc
FROM market;

CREATE MODEL price_of_the_day
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['avgprc'])
PREDICT AT market_day + INTERVAL 6 HOUR
LABEL KNOWN AT market_day + INTERVAL 19 HOUR
AS SELECT * EXCLUDE (t) FROM mart_days WHERE t BETWEEN 2 AND 75;

ASSERT (SELECT mean_absolute_error FROM ML.EVALUATE(
  MODEL price_of_the_day, (SELECT * FROM mart_days WHERE t >= 80)
)) < 1 AS 'prices are told to a dollar';
