-- L1.2, S4 or S5: the price is turned into its rank within the whole series, so that it tells whether later prices are higher.
CREATE VIEW ranked_prices AS
SELECT
  week_start,
  percent_rank() OVER (ORDER BY price_1) AS price_rank,
  return_1,
  "return"
FROM stocks
WHERE price_1 IS NOT NULL;

CREATE MODEL weekly_return
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['return'], max_tree_depth = 3)
PREDICT AT week_start + INTERVAL 1 HOUR
LABEL KNOWN AT week_start + INTERVAL 5 DAY
AS SELECT * FROM ranked_prices;
