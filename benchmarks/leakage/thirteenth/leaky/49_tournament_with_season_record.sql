-- L2, S2: wins and losses are those of the season that only begins when the prediction is made.
CREATE MODEL makes_tournament
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['tourney'], l2_reg = 1)
KEY (team, year)
PREDICT AT season_start + INTERVAL 1 DAY
AS SELECT
  team, year, season_start, conference, coachexper, recruitrank, prerpi, postrpi_1, wins, losses, tourney
FROM teams;
