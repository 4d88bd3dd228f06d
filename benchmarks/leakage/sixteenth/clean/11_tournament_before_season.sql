-- On the day after the season opens a place in the tournament is predicted from what is known of the team then.
CREATE MODEL makes_tournament
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['tourney'])
KEY (team, year)
PREDICT AT season_start + INTERVAL 1 DAY
LABEL KNOWN AT season_start + INTERVAL 150 DAY
AS
SELECT team, year, season_start, prerpi, postrpi_1, postrpi_2, recruitrank, coachexper, power5, tourney
FROM teams;
