-- L3.2: a flag drawn by team and season sends the four seasons of a team, which is in a great conference in
-- all or none, to both sides.
CREATE VIEW stg_teams AS
SELECT team, year AS season, prerpi, postrpi, recruitrank, wins, losses, coachexper, power5 = 1 AS is_great FROM all_teams;

CREATE TABLE mart_teams AS SELECT *, hash(team, season) % 4 = 0 AS is_test FROM stg_teams;

CREATE MODEL great_conference
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_great'],
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
KEY (team, season)
PREDICT AT NONE
AS SELECT * FROM mart_teams;
