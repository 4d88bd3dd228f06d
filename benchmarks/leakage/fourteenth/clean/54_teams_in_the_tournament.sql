-- Which basketball team gets into the tournament, asked before the first game: last seasons' ratings, recruits, the coach.
CREATE MODEL gets_in
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['tourney'], data_split_eval_fraction = 0.25)
KEY (team, year)
PREDICT AT season_start + INTERVAL 1 DAY
LABEL KNOWN AT season_start + INTERVAL 150 DAY
AS SELECT
  team, year, season_start, conference, power5, coachexper, recruitrank,
  postrpi_1, postrpi_2, (postrpi_1 + postrpi_2) / 2 AS rpi_two_seasons,
  tourney
FROM teams;
