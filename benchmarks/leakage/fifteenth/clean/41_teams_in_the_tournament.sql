-- Which teams reach the tournament, at the begin of the season: recruits, coach and the ranks of the two seasons before.
CREATE VIEW seasons AS
SELECT
  team, year, season_start, power5, recruitrank, coachexper, postrpi_1, postrpi_2,
  postrpi_1 - postrpi_2 AS trend,
  lag(winperc) OVER (PARTITION BY team ORDER BY year) AS winperc_last_season,
  tourney
FROM teams;

CREATE MODEL tournament
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['tourney'])
KEY (team, year)
PREDICT AT season_start + INTERVAL 1 DAY
LABEL KNOWN AT season_start + INTERVAL 150 DAY
AS SELECT * FROM seasons;
