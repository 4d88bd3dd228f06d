-- How much fish is sold, predicted in the morning from the weather, the weekday and yesterday's price.
CREATE MODEL fish_sold
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['ltotqty'])
PREDICT AT market_day + INTERVAL 6 HOUR
LABEL KNOWN AT market_day + INTERVAL 18 HOUR
AS
SELECT market_day, ltotqty, mon, tues, wed, thurs, speed2, wave2, speed3, wave3, lavgp_1
FROM market
WHERE lavgp_1 IS NOT NULL;
