-- which of three growers made a wine, from its chemistry.
CREATE TABLE chemistry AS
SELECT alcohol, malic_acid, ash, alcalinity, magnesium, phenols, flavanoids, colour, hue, proline, grower
FROM wines;

CREATE MODEL wine_grower
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['grower'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
PREDICT AT NONE
STANDARDS (accuracy >= 0.8)
AS SELECT * FROM chemistry;
