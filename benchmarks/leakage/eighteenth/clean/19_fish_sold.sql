-- how much fish is sold, from weather at sea, weekday and yesterday's price, at six in the morning.
CREATE VIEW mornings AS
SELECT t, market_day, mon, tues, wed, thurs, speed2, wave2, speed3, wave3, lavgp_1, ltotqty
FROM market;

CREATE MODEL fish_sold
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['ltotqty'])
KEY (t)
CARRY (t)
PREDICT AT market_day + INTERVAL 6 HOUR
LABEL KNOWN AT market_day + INTERVAL 18 HOUR
AS SELECT * FROM mornings;
