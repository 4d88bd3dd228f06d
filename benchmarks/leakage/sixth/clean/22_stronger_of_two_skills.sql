-- The stronger of the two other skills: a greatest of columns among which the answer is not.
CREATE VIEW skills AS
SELECT exper, age, games, guard, forward, points, greatest(1.5 * rebounds, 2 * assists) AS stronger
FROM players;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['points']) PREDICT AT NONE
AS SELECT * FROM skills;
