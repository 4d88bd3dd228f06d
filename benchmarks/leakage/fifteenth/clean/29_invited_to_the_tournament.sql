-- Who will be invited to the tournament, a day after the season has begun: rankings before it, recruits and the coach.
CREATE MODEL invited
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['tourney'],
  data_split_eval_fraction = 0.25, min_evidence = 'LOW'
)
KEY (team, year)
PREDICT AT season_start + INTERVAL 1 DAY
LABEL KNOWN AT season_start + INTERVAL 150 DAY
AS
SELECT team, year, season_start, conference, power5, prerpi, postrpi_1, postrpi_2, recruitrank, coachexper, tourney
FROM teams;
