-- Whether a team gets into the tournament, from what is known before the season; judged on later seasons.
CREATE VIEW before_season AS
SELECT team, season_start, conference, prerpi, postrpi_1, postrpi_2, recruitrank, coachexper, power5, tourney
FROM teams;

CREATE MODEL gets_in
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['tourney'], max_tree_depth = 5, min_evidence = 'LOW')
CARRY (team)
PREDICT AT season_start + INTERVAL 1 DAY
LABEL KNOWN AT season_start + INTERVAL 151 DAY
AS SELECT * FROM before_season;
