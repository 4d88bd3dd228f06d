-- L3.1, S2 or S3: ASOF takes the latest quote of the day or before, and that of the day is made up in the evening.
CREATE VIEW stg_quotes AS SELECT market_day AS quoted_on, prcw, qtyw FROM market;
CREATE VIEW stg_days AS SELECT market_day, speed3, wave3, mon, tues, wed, thurs, totqty FROM market;

CREATE TABLE mart_days AS
SELECT d.*, q.prcw AS quote, q.qtyw AS quoted_quantity
FROM stg_days AS d ASOF LEFT JOIN stg_quotes AS q ON q.quoted_on <= d.market_day;

CREATE MODEL quantity_of_the_day
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totqty'])
PREDICT AT market_day + INTERVAL 6 HOUR
LABEL KNOWN AT market_day + INTERVAL 19 HOUR
AS SELECT * FROM mart_days;
