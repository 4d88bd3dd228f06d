-- The line is set before the game, by people who bet; the scores only make the answer.
CREATE TABLE lines AS SELECT spread, favhome, neutral, fav25, spread * favhome AS spread_at_home, favscr > undscr AS favourite_wins FROM games;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['favourite_wins']) PREDICT AT NONE
AS SELECT spread, favhome, neutral, fav25, spread_at_home, favourite_wins FROM lines;
