-- L3.2, L3.2: each route stands there for four years; a random split puts years of the same route on both sides.
CREATE MODEL air_fare
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['lfare'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2, num_parallel_tree = 200
)
PREDICT AT NONE
AS SELECT year, ldist, ldistsq, bmktshr, lfare FROM fares;

CREATE TABLE air_fare_quality AS SELECT * FROM ML.EVALUATE(MODEL air_fare);
