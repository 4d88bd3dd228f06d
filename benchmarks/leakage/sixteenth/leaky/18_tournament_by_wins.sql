-- L2, S2: Who plays in the tournament is predicted at the season's start from wins and the final ranking, which exist only after the season.
CREATE MODEL makes_tournament
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['tourney'])
TRANSFORM (
  conference, recruitrank, coachexper,
  ML.STANDARD_SCALER(winperc) OVER () AS winperc,
  ML.STANDARD_SCALER(postrpi) OVER () AS postrpi,
  tourney
)
KEY (team, year)
PREDICT AT season_start + INTERVAL 1 DAY
LABEL KNOWN AT season_start + INTERVAL 150 DAY
AS SELECT team, year, season_start, conference, recruitrank, coachexper, winperc, postrpi, tourney FROM teams;
