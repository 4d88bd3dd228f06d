-- An ordinary project: points and minutes as rates of the player's own games.
CREATE VIEW stg_players AS
SELECT exper, age, games, minutes, points, rebounds, assists, guard, forward, wage FROM players;

CREATE TABLE int_players AS
SELECT exper, age, guard, forward,
  points * games / nullif(minutes, 0) AS points_a_minute, minutes / nullif(games, 0) AS minutes_a_game,
  rebounds / (1 + assists) AS style, wage > 1400 AS is_well_paid
FROM stg_players;

CREATE MODEL well_paid
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_well_paid'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.3
)
PREDICT AT NONE
AS SELECT * FROM int_players;
