-- L3.1, S4: the running sum of a team's wins is ordered by the season downwards, so it holds the later seasons.
CREATE VIEW stg_seasons AS
SELECT team, year AS season, season_start, conference, prerpi, recruitrank, coachexper, power5, wins, losses, tourney
FROM teams;

CREATE TABLE team_seasons AS
SELECT team, season, season_start, conference, prerpi, recruitrank, coachexper, power5,
  sum(wins) OVER record AS wins_so_far, sum(losses) OVER record AS losses_so_far,
  count(*) OVER record AS seasons_so_far, tourney = 1 AS in_tournament
FROM stg_seasons
WINDOW record AS (
  PARTITION BY team ORDER BY season_start DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
);

CREATE MODEL in_tournament
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['in_tournament'], l2_reg = 1.0)
KEY (team, season)
PREDICT AT season_start + INTERVAL 1 DAY
LABEL KNOWN AT season_start + INTERVAL 150 DAY
AS SELECT * FROM team_seasons;
