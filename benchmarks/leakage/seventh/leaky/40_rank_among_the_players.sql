-- L1.2, S5 or S4: points and minutes enter as ranks among all players, those kept back too.
CREATE VIEW stg_players AS
SELECT exper, age, games, minutes, points, rebounds, assists, guard, forward, wage FROM players;

CREATE TABLE int_players AS
SELECT exper, age, guard, forward,
  percent_rank() OVER (ORDER BY points) AS points_rank, percent_rank() OVER (ORDER BY minutes) AS minutes_rank,
  rebounds / (1 + assists) AS style, wage > 1400 AS is_well_paid
FROM stg_players;

CREATE MODEL well_paid
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_well_paid'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.3
)
PREDICT AT NONE
AS SELECT * FROM int_players;
