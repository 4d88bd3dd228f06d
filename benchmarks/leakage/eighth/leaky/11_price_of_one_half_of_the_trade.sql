-- L2, S2: in the morning the price of the day is asked, with what one half of the buyers will have paid by the evening.
CREATE VIEW stg_market AS
SELECT t, market_day, mon, tues, wed, thurs, speed2, wave2, prca, qtya, avgprc FROM market;

CREATE TABLE mart_market AS
SELECT market_day, mon, tues, wed, thurs, speed2, wave2,
  prca AS price_paid, qtya AS quantity_sold, avgprc
FROM stg_market;

CREATE MODEL price_of_the_day
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['avgprc'])
PREDICT AT market_day + INTERVAL 7 HOUR
LABEL KNOWN AT market_day + INTERVAL 20 HOUR
AS SELECT * FROM mart_market;
