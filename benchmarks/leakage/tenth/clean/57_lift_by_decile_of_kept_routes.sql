-- The lift chart ranks only routes whose id the training query leaves out; no year of a shown route was learned from.
CREATE TABLE route_years AS
SELECT id, year, dist, passen, bmktshr, concen, passen * dist / 1000 AS passenger_miles, fare / dist > 0.25 AS is_dear,
  hash(id) % 4 = 0 AS is_kept
FROM fares;

CREATE MODEL dear_route
OPTIONS (
  model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['is_dear'], data_split_method = 'NO_SPLIT',
  max_tree_depth = 8
)
KEY (id, year)
PREDICT AT NONE
AS SELECT id, year, dist, passen, bmktshr, concen, passenger_miles, is_dear FROM route_years WHERE NOT is_kept;

CREATE TABLE scored_routes AS
SELECT id, year, ML.PROBABILITY(predicted_is_dear_probs, TRUE) AS score
FROM ML.PREDICT(MODEL dear_route, (SELECT * EXCLUDE (is_dear) FROM route_years WHERE is_kept));

CREATE TABLE lift_chart AS
WITH ranked AS (
  SELECT s.score, r.is_dear, ceil(10 * percent_rank() OVER (ORDER BY s.score DESC)) AS decile
  FROM scored_routes AS s JOIN route_years AS r USING (id, year)
)
SELECT decile, count(*) AS route_years, avg(CAST(is_dear AS INTEGER)) AS share_dear
FROM ranked GROUP BY decile;
