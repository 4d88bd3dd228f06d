-- Which teams are invited to the tournament, a week into the season: ranks of the years before, recruits, the coach.
CREATE MODEL bid
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['tourney'], l2_reg = 1)
KEY (team, year)
PREDICT AT season_start + INTERVAL 7 DAY
LABEL KNOWN AT season_start + INTERVAL 150 DAY
AS
SELECT
  team, year, season_start, conference,
  prerpi, postrpi_1, postrpi_2,
  postrpi_1 - postrpi_2 AS change_of_rank,
  ln(recruitrank) AS log_recruits,
  coachexper,
  tourney
FROM teams;
