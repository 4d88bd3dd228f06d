-- Whether the index rises this week, from the returns and prices of the weeks before.
CREATE MODEL rises
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['up'])
PREDICT AT week_start + INTERVAL 1 HOUR
LABEL KNOWN AT week_start + INTERVAL 6 DAY
AS
SELECT week_start, return_1, price_1 / price_2 - 1 AS change_1, "return" > 0 AS up
FROM stocks
WHERE price_2 IS NOT NULL;
