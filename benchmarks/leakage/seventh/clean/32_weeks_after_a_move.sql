-- Weeks are left out, but those that follow on one in which the price hardly moved.
CREATE VIEW stg_weeks AS
SELECT week_start, price, price_1, "return" AS week_return, return_1, cprice_1 FROM stocks;

CREATE TABLE mart_weeks AS
SELECT week_start, return_1, cprice_1, price > price_1 AS rises
FROM stg_weeks WHERE abs(return_1) > 0.75;

CREATE MODEL direction
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['rises'])
PREDICT AT week_start + INTERVAL 1 HOUR
LABEL KNOWN AT week_start + INTERVAL 6 DAY
AS SELECT * FROM mart_weeks;
