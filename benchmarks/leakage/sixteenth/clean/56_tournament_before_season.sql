-- Who gets into the tournament, from rankings of earlier seasons, recruits and the coach.
CREATE MODEL tournament
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['tourney'], l2_reg = 1.0)
KEY (team, year)
PREDICT AT season_start + INTERVAL 1 DAY
LABEL KNOWN AT season_start + INTERVAL 150 DAY
AS
SELECT team, year, season_start, tourney, conference, power5, postrpi_1, postrpi_2, recruitrank, coachexper
FROM teams;
