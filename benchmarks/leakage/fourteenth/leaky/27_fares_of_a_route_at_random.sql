-- L3.2, L3.2: four years of each route, split at random; distance and share tell the route.
CREATE MODEL log_fare
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['lfare'], num_parallel_tree = 200,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25)
KEY (id, year)
PREDICT AT NONE
AS SELECT id, year, dist, concen, lpassen, y98, y99, y00, lfare FROM fares;
