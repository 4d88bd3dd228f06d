-- A map of constants: how tall players of a position usually are, from a handbook.
CREATE VIEW staffed AS SELECT CASE WHEN guard = 1 THEN 'guard' WHEN forward = 1 THEN 'forward' ELSE 'center' END AS position, * FROM players;
CREATE TABLE handbook AS SELECT MAP {'guard': 191, 'forward': 203, 'center': 211} AS by_position;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['wage']) PREDICT AT NONE
AS SELECT s.exper, s.points, s.rebounds, h.by_position[s.position] AS usual_height, s.wage FROM staffed s CROSS JOIN handbook h;
