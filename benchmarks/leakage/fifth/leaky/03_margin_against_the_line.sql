-- L2, S1: by how much the favourite beat the line is made of both scores, as is who won.
CREATE TABLE lines AS SELECT spread, favhome, neutral, fav25, favscr - undscr - spread AS against_the_line, favscr > undscr AS favourite_wins FROM games;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['favourite_wins']) PREDICT AT NONE
AS SELECT spread, favhome, neutral, fav25, against_the_line, favourite_wins FROM lines;
