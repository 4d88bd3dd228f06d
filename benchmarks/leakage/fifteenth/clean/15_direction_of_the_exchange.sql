-- Whether the exchange goes up in a week that has just begun, by the weeks before.
CREATE TABLE exchange_weeks AS
SELECT week_start, return_1, cprice_1,
  lag("return", 2) OVER (ORDER BY week_start) AS return_2,
  avg("return") OVER (ORDER BY week_start ROWS BETWEEN 8 PRECEDING AND 1 PRECEDING) AS mean_return,
  stddev("return") OVER (ORDER BY week_start ROWS BETWEEN 8 PRECEDING AND 1 PRECEDING) AS volatility,
  CASE WHEN "return" IS NULL THEN NULL ELSE "return" > 0 END AS goes_up
FROM stocks;

CREATE MODEL exchange_up
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['goes_up'], max_tree_depth = 3)
PREDICT AT week_start + INTERVAL 1 HOUR
STANDARDS (roc_auc >= 0.5 WARN)
AS SELECT * FROM exchange_weeks WHERE volatility IS NOT NULL;
