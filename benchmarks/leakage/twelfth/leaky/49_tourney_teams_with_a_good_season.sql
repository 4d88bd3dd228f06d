-- L3.3, S7: teams that won more than half of their games, while the bid is predicted before the first game.
CREATE TABLE contenders AS
SELECT team, year, season_start, conference, prerpi, postrpi_1, postrpi_2, recruitrank, coachexper, tourney
FROM teams
WHERE winperc > 50;

CREATE MODEL bid
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['tourney'], l2_reg = 1)
KEY (team, year)
PREDICT AT season_start + INTERVAL 7 DAY
AS SELECT * FROM contenders;
