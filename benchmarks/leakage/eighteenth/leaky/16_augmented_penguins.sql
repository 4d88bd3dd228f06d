-- L1.4, S8: each penguin is put in three times with slightly altered measures before the split.
CREATE TABLE more_penguins AS
SELECT p.island,
  p.bill_length_mm * a.factor AS bill_length,
  p.bill_depth_mm * a.factor AS bill_depth,
  p.flipper_length_mm * a.factor AS flipper_length,
  p.body_mass_g, p.sex
FROM penguins AS p
CROSS JOIN (VALUES (0.99), (1.0), (1.01)) AS a(factor)
WHERE p.sex IS NOT NULL;

CREATE MODEL penguin_sex
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['sex'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25)
PREDICT AT NONE
AS SELECT * FROM more_penguins;
