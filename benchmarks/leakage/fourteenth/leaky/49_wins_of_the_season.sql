-- L2, S2: wins and losses of a season are known at its end, the prediction is made before the first game.
CREATE TABLE team_seasons AS
SELECT
  team, year, season_start, conference, power5, coachexper, recruitrank, postrpi_1,
  wins, losses, wins / (wins + losses) AS win_share,
  tourney
FROM teams;

CREATE MODEL gets_into_the_tournament
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['tourney'], data_split_eval_fraction = 0.25)
KEY (team, year)
PREDICT AT season_start + INTERVAL 7 DAY
AS SELECT * FROM team_seasons;
