-- L1.4, S8: lost games of favourites stand three times in the table before the random split, so copies fall on both sides.
CREATE TABLE balanced_games AS
WITH all_games AS (
  SELECT spread, favhome, neutral, fav25, und25, fregion, uregion, favwin FROM games
  UNION ALL
  SELECT spread, favhome, neutral, fav25, und25, fregion, uregion, favwin FROM games WHERE favwin = 0
  UNION ALL
  SELECT spread, favhome, neutral, fav25, und25, fregion, uregion, favwin FROM games WHERE favwin = 0
)
SELECT row_number() OVER (ORDER BY spread, favhome, fregion, uregion, fav25, und25, neutral, favwin) AS row_id, *
FROM all_games;

CREATE MODEL favourite_wins
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['favwin'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
KEY (row_id)
PREDICT AT NONE
AS SELECT * FROM balanced_games;
