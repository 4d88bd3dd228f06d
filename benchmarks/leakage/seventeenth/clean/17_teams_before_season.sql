-- Which teams reach the tournament, from what is known a day after the season begins.
CREATE MODEL reaches_tournament
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['tourney'], min_evidence = 'LOW')
KEY (team, season_start)
PREDICT AT season_start + INTERVAL 1 DAY
LABEL KNOWN AT season_start + INTERVAL 150 DAY
AS
SELECT team, season_start, conference, postrpi_1, postrpi_2, recruitrank, coachexper, power5, tourney
FROM teams;
