-- L2, S2: postrpi is the rank after the season, the prediction is made three months into it.
CREATE MODEL tourney_bid
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['tourney'])
KEY (team, year)
PREDICT AT season_start + INTERVAL 90 DAY
AS
SELECT team, year, season_start, conference, prerpi, postrpi, postrpi_1, recruitrank, coachexper, tourney
FROM teams;
