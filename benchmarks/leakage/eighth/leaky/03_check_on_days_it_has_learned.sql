-- L1.1, S9: the build is to stop if the error is too great, and looks at days 20 to 60, from which the model learns.
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
  MODEL price_of_the_day, (SELECT * FROM mart_days WHERE t BETWEEN 20 AND 60)
)) < 1 AS 'prices are told to a dollar';
