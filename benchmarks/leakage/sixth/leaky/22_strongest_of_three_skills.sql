-- L2, S1: the strongest skill is the greatest of three numbers, and one of them is the answer.
CREATE VIEW skills AS
SELECT exper, age, games, guard, forward, points, greatest(points, 1.5 * rebounds, 2 * assists) AS strongest
FROM players;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['points']) PREDICT AT NONE
AS SELECT * FROM skills;
