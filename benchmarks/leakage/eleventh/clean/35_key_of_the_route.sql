-- Rows are grouped by a surrogate key of the route alone, so that its four years stay together.
CREATE TABLE fct_fares AS
SELECT concat_ws('-', 'route', id) AS route_key, year, dist, passen, concen, fare FROM fares;

CREATE MODEL fare
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['fare'],
  data_split_group_cols = ['route_key'], data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM fct_fares;
