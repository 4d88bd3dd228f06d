-- Last year's passengers as a share of the route's earlier years, that one included.
CREATE TABLE route_years AS
SELECT id, year, dist, concen, lag(passen) OVER w * 1.0 / sum(passen) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS share_of_route, fare
FROM fares WINDOW w AS (PARTITION BY id ORDER BY year);
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['fare'], data_split_group_cols = ['id']) PREDICT AT NONE
AS SELECT id, dist, concen, share_of_route, fare FROM route_years;
