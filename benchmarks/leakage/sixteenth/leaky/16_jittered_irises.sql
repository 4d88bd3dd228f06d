-- L1.4, S8: Each iris is augmented with slightly scaled copies before the random split, which puts copies of one flower on both sides.
CREATE TABLE augmented AS
SELECT
  i.sepal_length * s.factor AS sepal_length,
  i.sepal_width * s.factor AS sepal_width,
  i.petal_length * s.factor AS petal_length,
  i.petal_width * s.factor AS petal_width,
  i.species
FROM irises i
CROSS JOIN (VALUES (1.0), (0.98), (1.02), (1.04)) AS s(factor);

CREATE MODEL iris_species
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['species'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
PREDICT AT NONE
AS SELECT * FROM augmented;
