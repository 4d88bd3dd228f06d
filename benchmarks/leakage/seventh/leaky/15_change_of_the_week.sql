-- L2, S2: the change of the price over the week says whether it rose; it is read from the column next to
-- the one of the week before.
CREATE TABLE mart_weeks AS
SELECT week_start, cprice AS price_change, return_1 AS return_before, price_1 AS price_before, price > price_1 AS rises
FROM stocks WHERE return_1 IS NOT NULL;

CREATE MODEL direction
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['rises'])
PREDICT AT week_start + INTERVAL 1 HOUR
LABEL KNOWN AT week_start + INTERVAL 6 DAY
AS SELECT * FROM mart_weeks;
