-- L2, S1: the yield is the fare by the mile of the same route and year; with the distance beside it, it gives the
-- fare that is to be predicted.
CREATE VIEW stg_routes AS
SELECT id, year, dist, passen, bmktshr, concen, fare, round(fare / dist, 4) AS yield FROM fares;

CREATE TABLE route_metrics AS
SELECT id, year, yield, passen, lag(yield) OVER history AS yield_before, lag(passen) OVER history AS passen_before
FROM stg_routes
WINDOW history AS (PARTITION BY id ORDER BY year);

CREATE TABLE route_features AS
SELECT r.id, r.year, r.dist, r.bmktshr, r.concen, m.passen_before, m.yield AS yield, r.fare
FROM stg_routes AS r JOIN route_metrics AS m USING (id, year)
WHERE m.yield_before IS NOT NULL;

CREATE MODEL fare_level
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['fare'], data_split_method = 'RANDOM', data_split_group_cols = ['id']
)
KEY (id, year)
PREDICT AT NONE
AS SELECT * FROM route_features;
