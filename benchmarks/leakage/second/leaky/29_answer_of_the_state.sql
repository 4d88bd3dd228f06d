-- L3.2: every state five times, one row a year of a plan, and the label is the state's.
CREATE TABLE grid AS SELECT s.state, y.year, s.poverty * y.year AS scaled, s.hs_grad FROM states s CROSS JOIN (VALUES (1), (2), (3), (4), (5)) AS y(year);
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['violent'])
PREDICT AT NONE
AS SELECT g.scaled, g.hs_grad, s.violent FROM grid g JOIN states s USING (state);
