-- fares on routes that were not seen: whole routes are kept back, and the scale comes from the others.
CREATE VIEW routes AS
SELECT id, year, dist, concen, lfare, id % 5 = 0 AS is_kept_back
FROM fares;

CREATE VIEW scaled_routes AS
SELECT r.id, r.year, r.concen, r.lfare, r.is_kept_back,
  (r.dist - s.mean_dist) / s.sd_dist AS scaled_dist
FROM routes AS r
CROSS JOIN (
  SELECT avg(dist) AS mean_dist, stddev(dist) AS sd_dist FROM routes WHERE NOT is_kept_back
) AS s;

CREATE MODEL fare_of_route
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lfare'],
  data_split_method = 'CUSTOM', data_split_col = 'is_kept_back')
KEY (id, year)
CARRY (id)
PREDICT AT NONE
AS SELECT * FROM scaled_routes;
