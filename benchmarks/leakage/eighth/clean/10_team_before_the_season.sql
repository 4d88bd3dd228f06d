-- An ordinary project: the team as it is before its first game, with the standing of the years before.
CREATE VIEW stg_teams AS
SELECT team, year, season_start, conference, prerpi, postrpi_1, postrpi_2, recruitrank, coachexper, power5, tourney
FROM teams;

CREATE TABLE dim_seasons AS
SELECT *, postrpi_1 - prerpi AS expected_rise FROM stg_teams;

CREATE MODEL invited
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_invited'])
KEY (team, year)
PREDICT AT season_start + INTERVAL 1 DAY
LABEL KNOWN AT season_start + INTERVAL 151 DAY
AS SELECT * EXCLUDE (tourney), tourney > 0 AS is_invited FROM dim_seasons;

CREATE TABLE rpt_invited AS SELECT roc_auc, log_loss FROM ML.EVALUATE(MODEL invited);
