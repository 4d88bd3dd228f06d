-- L2, S2: the share of games won in the season is a feature, although the prediction is made when the season begins.
CREATE VIEW bids AS
SELECT team, year, season_start, conference, power5, coachexper, recruitrank, postrpi_1, winperc, tourney
FROM teams;

CREATE MODEL tournament
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['tourney'])
KEY (team, year)
PREDICT AT season_start + INTERVAL 7 DAY
LABEL KNOWN AT season_start + INTERVAL 150 DAY
AS SELECT * FROM bids;
