-- L1.2, S5 or S4: a year's passengers as a share of all years of the route, the later ones too.
CREATE TABLE route_years AS
SELECT id, year, dist, concen, passen * 1.0 / sum(passen) OVER (PARTITION BY id) AS share_of_route, fare FROM fares;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['fare']) PREDICT AT NONE
AS SELECT dist, concen, share_of_route, fare FROM route_years;
