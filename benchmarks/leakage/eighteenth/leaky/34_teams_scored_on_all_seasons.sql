-- L1.1, S9: the quality check runs over all seasons, including those that trained the model.
CREATE VIEW seasons AS
SELECT team, season_start, prerpi, postrpi_1, postrpi_2, recruitrank, coachexper, power5, tourney
FROM teams;

CREATE MODEL invited
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['tourney'])
CARRY (team)
PREDICT AT season_start + INTERVAL 1 DAY
LABEL KNOWN AT season_start + INTERVAL 151 DAY
AS SELECT * FROM seasons;

ASSERT (SELECT accuracy FROM ML.EVALUATE(MODEL invited, TABLE seasons)) > 0.7
AS 'the tournament model is right often enough';
