-- L2, S2: who is invited to the tournament is predicted when the season begins, with the wins and the RPI at its end.
CREATE MODEL invited
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['tourney'], data_split_eval_fraction = 0.25)
KEY (team, year)
PREDICT AT season_start + INTERVAL 1 DAY
LABEL KNOWN AT season_start + INTERVAL 150 DAY
AS
SELECT team, year, season_start, conference, power5, prerpi, postrpi_1, recruitrank, coachexper,
  postrpi, wins, winperc, tourney
FROM teams;
