-- L2, S1 or S2: both moving averages end with the current row, so the return of the week that is predicted is in them.
CREATE VIEW weeks AS
SELECT
  week_start,
  avg("return") OVER (ORDER BY week_start ROWS BETWEEN 3 PRECEDING AND CURRENT ROW) AS ma_4,
  avg("return") OVER (ORDER BY week_start ROWS BETWEEN 12 PRECEDING AND CURRENT ROW) AS ma_13,
  lag("return") OVER (ORDER BY week_start) AS last_return,
  "return" > 0 AS is_up
FROM stocks;

CREATE MODEL market_goes_up
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_up'])
PREDICT AT week_start
AS SELECT * FROM weeks WHERE last_return IS NOT NULL;
