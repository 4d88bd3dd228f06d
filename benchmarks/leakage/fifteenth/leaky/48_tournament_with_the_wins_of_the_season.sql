-- L2, S2: winperc and postrpi are those of the season itself, known when it is over, and the prediction is made at its begin.
CREATE VIEW team_seasons AS
SELECT
  team, year, season_start, power5, recruitrank, coachexper,
  winperc, postrpi, postrpi_1,
  tourney
FROM teams;

CREATE MODEL tournament
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['tourney'])
KEY (team, year)
PREDICT AT season_start + INTERVAL 7 DAY
AS SELECT * FROM team_seasons;
