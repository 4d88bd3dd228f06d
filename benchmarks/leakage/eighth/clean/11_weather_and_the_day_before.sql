-- An ordinary project: the weather of the last days and yesterday's trade, asked in the morning.
CREATE VIEW stg_market AS
SELECT t, market_day, mon, tues, wed, thurs, speed2, wave2, prca, qtya, avgprc FROM market;

CREATE TABLE mart_market AS
SELECT market_day, mon, tues, wed, thurs, speed2, wave2,
  lag(prca) OVER (ORDER BY t) AS price_paid, lag(qtya) OVER (ORDER BY t) AS quantity_sold, avgprc
FROM stg_market;

CREATE MODEL price_of_the_day
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['avgprc'])
PREDICT AT market_day + INTERVAL 7 HOUR
LABEL KNOWN AT market_day + INTERVAL 20 HOUR
AS SELECT * FROM mart_market;

CREATE TABLE scored_days AS
SELECT market_day, predicted_avgprc AS expected_price FROM ML.PREDICT(MODEL price_of_the_day, TABLE mart_market);
