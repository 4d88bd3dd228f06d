-- The flag of CUSTOM hashes the route alone, so the four years of a route lie on one side.
CREATE MACRO is_test_row(x) AS hash(x) % 100 < 20;

CREATE TABLE route_facts AS
SELECT id, year, dist, ldist, bmktshr, concen, lpassen, y98, y99, y00, fare >= 200 AS is_dear,
  is_test_row(concat_ws('-', 'route', id)) AS is_test
FROM fares;

CREATE MODEL dear_route
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_dear'], data_split_method = 'CUSTOM',
  data_split_col = 'is_test'
)
KEY (id, year)
PREDICT AT NONE
AS SELECT * FROM route_facts;

CREATE TABLE dear_route_quality AS
SELECT * FROM ML.EVALUATE(MODEL dear_route, (SELECT * FROM route_facts WHERE is_test));
