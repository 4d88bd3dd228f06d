-- L1.4, S8: each wine is augmented with slightly altered copies of itself, and only then are rows split at random.
CREATE TABLE wines_augmented AS
SELECT
  f.noise,
  w.alcohol * f.noise AS alcohol, w.malic_acid * f.noise AS malic_acid, w.ash * f.noise AS ash,
  w.flavanoids * f.noise AS flavanoids, w.colour * f.noise AS colour, w.hue * f.noise AS hue,
  w.proline * f.noise AS proline, w.grower
FROM wines w
CROSS JOIN (SELECT unnest([0.98, 0.99, 1.0, 1.01, 1.02]) AS noise) f;

CREATE MODEL grower
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['grower'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * EXCLUDE (noise) FROM wines_augmented;
