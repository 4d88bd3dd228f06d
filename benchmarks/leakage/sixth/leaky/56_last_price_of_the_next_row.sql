-- L3.1, S4: price_1 is last week's price, known in time; but that of the next row is this week's, which is the
-- answer. The column is old, the row is not.
CREATE VIEW weeks AS
SELECT week_start, return_1, lead(price_1) OVER (ORDER BY t) - price_1 AS step, price > price_1 AS rises FROM stocks;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['rises'])
PREDICT AT week_start + INTERVAL 1 DAY
AS SELECT * FROM weeks;
