-- How much fish is sold today, from the weather, the weekday and yesterday's price, in the morning.
CREATE MODEL fish_sold
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['ltotqty'])
PREDICT AT market_day + INTERVAL 6 HOUR
LABEL KNOWN AT market_day + INTERVAL 19 HOUR
AS SELECT market_day, mon, tues, wed, thurs, speed2, wave2, speed3, wave3, lavgp_1, ltotqty FROM market;
