-- L2, S2: who is invited to the tournament is asked in November, with the wins and losses of the season that
-- then begins.
CREATE VIEW stg_teams AS
SELECT team, year, season_start, conference, prerpi, postrpi_1, postrpi_2, recruitrank, coachexper, power5, wins, losses, tourney
FROM teams;

CREATE TABLE dim_seasons AS
SELECT *, wins / nullif(wins + losses, 0) AS share_won FROM stg_teams;

CREATE MODEL invited
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_invited'])
KEY (team, year)
PREDICT AT season_start + INTERVAL 1 DAY
LABEL KNOWN AT season_start + INTERVAL 151 DAY
AS SELECT * EXCLUDE (tourney), tourney > 0 AS is_invited FROM dim_seasons;
