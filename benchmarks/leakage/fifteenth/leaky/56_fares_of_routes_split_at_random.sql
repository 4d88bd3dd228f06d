-- L3.2, L3.2: each route has four years, which a random split puts on both sides.
CREATE MODEL air_fare
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lfare'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
KEY (id, year)
PREDICT AT NONE
AS SELECT id, year, dist, passen, concen, y98, y99, y00, lfare FROM fares;
