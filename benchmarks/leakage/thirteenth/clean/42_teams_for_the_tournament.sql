-- Which team comes into the tournament, asked when the season begins, by the ratings of earlier seasons and its recruits.
CREATE TABLE team_seasons AS
SELECT
  team, year, season_start, conference, coachexper, recruitrank,
  postrpi_1, postrpi_2, postrpi_2 - postrpi_1 AS places_won, power5,
  tourney
FROM teams;

CREATE MODEL tournament
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['tourney'], l2_reg = 1, min_evidence = 'LOW')
KEY (team, year)
PREDICT AT season_start + INTERVAL 1 DAY
LABEL KNOWN AT season_start + INTERVAL 150 DAY
AS SELECT * FROM team_seasons;

CREATE TABLE tournament_odds AS
SELECT team, conference, ML.PROBABILITY(predicted_tourney_probs, 1) AS p
FROM ML.PREDICT(MODEL tournament, (SELECT * EXCLUDE (tourney) FROM team_seasons WHERE year = '2015-2016'));
