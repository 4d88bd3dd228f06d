-- which teams are invited to the tournament, from last seasons' ranks, recruits and coach, a week into the season.
CREATE VIEW season_openers AS
SELECT team, year, season_start, conference, postrpi_1, postrpi_2, recruitrank, coachexper, power5, tourney
FROM teams;

CREATE MODEL invited
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['tourney'], max_tree_depth = 6)
KEY (team, season_start)
CARRY (year)
PREDICT AT season_start + INTERVAL 7 DAY
LABEL KNOWN AT season_start + INTERVAL 150 DAY
AS SELECT * FROM season_openers;
