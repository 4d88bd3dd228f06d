-- L1.2, S1: the mean pay of each position is kept in a map, over all players.
CREATE VIEW staffed AS SELECT CASE WHEN guard = 1 THEN 'guard' WHEN forward = 1 THEN 'forward' ELSE 'center' END AS position, * FROM players;
CREATE TABLE pay AS
SELECT map(list(position ORDER BY position), list(mean_wage ORDER BY position)) AS by_position
FROM (SELECT position, avg(wage) AS mean_wage FROM staffed GROUP BY position);
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['wage']) PREDICT AT NONE
AS SELECT s.exper, s.points, s.rebounds, p.by_position[s.position] AS position_pay, s.wage FROM staffed s CROSS JOIN pay p;
