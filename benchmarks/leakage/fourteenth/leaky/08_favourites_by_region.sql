-- L1.3, S5: how often favourites of a region win is counted over all games, also those of the test.
CREATE VIEW game_features AS
SELECT spread, favhome, neutral, fav25, und25,
  avg(favwin) OVER (PARTITION BY fregion) AS region_win_rate,
  avg(favwin) OVER (PARTITION BY fregion, uregion) AS pairing_win_rate,
  favwin
FROM games;

CREATE MODEL favourite_wins
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['favwin'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.2)
PREDICT AT NONE
AS SELECT * FROM game_features;
