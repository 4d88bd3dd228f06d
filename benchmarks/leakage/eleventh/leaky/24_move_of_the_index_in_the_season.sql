-- L2, S2: the index after the season, which comes out with its end, is among the features asked for at its start.
CREATE TABLE dim_seasons AS
SELECT team, year, season_start, conference, power5, coachexper, recruitrank,
  prerpi, postrpi_1 AS last_rpi, prerpi - postrpi AS rpi_move, tourney = 1 AS is_invited
FROM teams;

CREATE MODEL invited
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_invited'], l2_reg = 1.0)
KEY (team, year)
PREDICT AT season_start + INTERVAL 10 DAY
LABEL KNOWN AT season_start + INTERVAL 151 DAY
AS SELECT * FROM dim_seasons;
