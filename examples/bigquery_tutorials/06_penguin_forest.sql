-- Which species is it? A random forest of three classes; four of five penguins train.
CREATE OR REPLACE MODEL `bqml_tutorial.penguin_forest`
OPTIONS (
  model_type = 'random_forest_classifier', input_label_cols = ['species'],
  num_parallel_tree = 100, data_split_method = 'NO_SPLIT'
)
AS
SELECT * EXCEPT (island)
FROM `bigquery-public-data.ml_datasets.penguins`
WHERE body_mass_g IS NOT NULL
  AND MOD(ABS(FARM_FINGERPRINT(FORMAT('%.1f-%.1f-%d', culmen_length_mm, culmen_depth_mm, body_mass_g))), 5) > 0;

CREATE OR REPLACE TABLE bqml_tutorial.forest_importance AS
SELECT * FROM ML.FEATURE_IMPORTANCE(MODEL `bqml_tutorial.penguin_forest`);

-- The others: how many are told right?
SELECT COUNT(*) AS n, COUNTIF(predicted_species = species) AS told
FROM ML.PREDICT(MODEL `bqml_tutorial.penguin_forest`, (
  SELECT * FROM `bigquery-public-data.ml_datasets.penguins`
  WHERE body_mass_g IS NOT NULL
    AND MOD(ABS(FARM_FINGERPRINT(FORMAT('%.1f-%.1f-%d', culmen_length_mm, culmen_depth_mm, body_mass_g))), 5) = 0
));
