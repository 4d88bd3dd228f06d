-- The lagged columns that the file brings, and their differences: price_1 and price_2 are prices, but of
-- one and two weeks ago.
CREATE VIEW weeks AS
SELECT week_start, return_1, price_1 - price_2 AS step, price > price_1 AS rises FROM stocks;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['rises'])
PREDICT AT week_start + INTERVAL 1 DAY
AS SELECT * FROM weeks;
