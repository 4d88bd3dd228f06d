-- L1.3, S7: weeks whose return, the answer, is an outlier are thrown away, in the test weeks as well, with a deviation over all weeks.
CREATE VIEW normal_weeks AS
WITH bounds AS (
  SELECT avg("return") AS mean, stddev("return") AS deviation FROM stocks
)
SELECT s.t, s.week_start, s.return_1, s.cprice_1, s.price_1 / s.price_2 - 1 AS change_1, s."return" AS next_return
FROM stocks s CROSS JOIN bounds b
WHERE abs(s."return" - b.mean) < 2 * b.deviation AND s.return_1 IS NOT NULL;

CREATE MODEL weekly_return
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['next_return'])
KEY (t)
PREDICT AT week_start + INTERVAL 1 SECOND
AS SELECT * FROM normal_weeks;
