-- L2, S2 or S1: the season's wins and final ranking are only known when the season for which the prediction is made is over.
CREATE MODEL reaches_tournament
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['tourney'], l2_reg = 0.5)
KEY (team, year)
PREDICT AT season_start + INTERVAL 1 DAY
LABEL KNOWN AT season_start + INTERVAL 151 DAY
AS
SELECT team, year, season_start, recruitrank, coachexper, power5, postrpi_1,
  wins - losses AS margin, postrpi, tourney
FROM teams;
