-- An ordinary project: change and return of the week before, which stand in the row, say where this week
-- may go.
CREATE TABLE mart_weeks AS
SELECT week_start, cprice_1 AS price_change, return_1 AS return_before, price > price_1 AS rises
FROM stocks WHERE return_1 IS NOT NULL;

CREATE MODEL direction
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['rises'])
PREDICT AT week_start + INTERVAL 1 HOUR
LABEL KNOWN AT week_start + INTERVAL 6 DAY
AS SELECT * FROM mart_weeks;
