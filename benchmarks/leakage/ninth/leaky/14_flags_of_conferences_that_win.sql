-- L1.3, S4 or S5 or S1 or S3: the conferences that have a flag are those which won most in all seasons, the foretold ones
-- among them.
CREATE TABLE int_strong AS
SELECT conference FROM teams
GROUP BY conference
QUALIFY row_number() OVER (ORDER BY avg(winperc) DESC, conference) <= 3;

CREATE TABLE mart_teams AS
SELECT t.team, t.season_start, t.prerpi, t.postrpi_1, t.recruitrank, t.coachexper,
  t.conference IN (SELECT conference FROM int_strong) AS is_in_strong_conference, t.winperc > 60 AS wins_often
FROM teams AS t
WHERE t.season_start > TIMESTAMP '2005-01-01 00:00:00';

CREATE MODEL winner
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['wins_often'])
KEY (team, season_start)
PREDICT AT season_start + INTERVAL 1 DAY
LABEL KNOWN AT season_start + INTERVAL 151 DAY
AS SELECT * FROM mart_teams;
