-- Whether a team reaches the tournament, from rankings of seasons past and from recruits, the day after the season begins.
CREATE MODEL makes_tournament
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['tourney'], l2_reg = 1.0)
KEY (team, year)
PREDICT AT season_start + INTERVAL 1 DAY
LABEL KNOWN AT season_start + INTERVAL 151 DAY
AS SELECT team, year, season_start, postrpi_1, postrpi_2, recruitrank, coachexper, power5, tourney FROM teams;
