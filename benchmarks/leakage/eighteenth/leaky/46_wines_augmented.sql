-- L1.4, S8: slightly changed copies of each bottle are added before the split, so copies of test rows are learned from.
CREATE TABLE more_wines AS
SELECT
  w.alcohol * f.factor AS alcohol,
  w.malic_acid * f.factor AS malic_acid,
  w.ash, w.alcalinity, w.magnesium,
  w.phenols * f.factor AS phenols,
  w.hue, w.proline, w.grower
FROM wines AS w
CROSS JOIN (SELECT unnest([0.98, 0.99, 1.0, 1.01, 1.02]) AS factor) AS f;

CREATE MODEL who_grew_it
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['grower'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
PREDICT AT NONE
AS SELECT * FROM more_wines;
