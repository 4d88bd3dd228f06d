-- Whether the favourite wins, from the spread and where it is played, known before the game.
CREATE MODEL favourite_wins
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['favwin'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.4, min_evidence = 'LOW')
PREDICT AT NONE
AS SELECT spread, favhome, neutral, fav25, und25, favwin FROM games;
