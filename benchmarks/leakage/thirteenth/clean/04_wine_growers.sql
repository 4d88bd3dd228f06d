-- Which grower a wine comes from, by its chemistry; one row a wine.
CREATE VIEW wine_chemistry AS
SELECT
  * EXCLUDE (grower),
  flavanoids / phenols AS flavanoid_share,
  CASE grower WHEN 0 THEN 'first' WHEN 1 THEN 'second' ELSE 'third' END AS grower_name
FROM wines;

CREATE MODEL wine_grower
OPTIONS (
  model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['grower_name'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3
)
PREDICT AT NONE
AS SELECT * FROM wine_chemistry;
