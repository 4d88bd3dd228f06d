-- L3.2: a route stands there in four years with the same distance, which is the answer, and the split is random.
CREATE VIEW stg_routes AS
SELECT id AS route, year, passen, fare, bmktshr, dist FROM fares;

CREATE TABLE mart_routes AS
SELECT route, year, passen, fare, bmktshr AS share_of_the_largest, dist > 1000 AS is_long FROM stg_routes;

CREATE MODEL long_route
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_long'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
KEY (route, year)
PREDICT AT NONE
AS SELECT * FROM mart_routes;
